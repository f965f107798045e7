"""Nobody sees behind the editors' door what is not theirs: every address of it and every kind of person."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

from tests.cast import Cast
from tests.doors.ground import brief_refusals  # noqa: F401 — a fixture
from zhengtong.cms.models import Picture, SiteDocument

from .ground import SECRET, Ground, argument, lay
from .table import PEOPLE, QUERIES, rows

pytestmark = pytest.mark.django_db


STRANGERS = ("", "zhangayi", "wangkezhang", "jiaotongbianji")
DOORS = ("editor/", "documents/", "_util/")


def addresses(
    patterns: list[URLPattern | URLResolver], at: str = "", within: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """(where, by which name) of everything below; a name with two shapes stands twice."""
    for pattern in patterns:
        where = at + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            namespace = (pattern.namespace,) if pattern.namespace else ()
            yield from addresses(pattern.url_patterns, where, within + namespace)
        elif pattern.name:
            yield where, ":".join((*within, pattern.name))


EVERY = [(name, where) for where, name in addresses(get_resolver().url_patterns) if where.startswith(DOORS)]


@pytest.fixture
def ground(cast: Cast, portal, settings, tmp_path) -> Ground:
    settings.MEDIA_ROOT = tmp_path
    settings.VIDEOS_ROOT = tmp_path / "videos"
    return lay(cast, portal)


@pytest.fixture
def clients(cast: Cast) -> list[Client]:
    return [browser(cast, person) for person in PEOPLE]


def browser(cast: Cast, person: str) -> Client:
    client = Client()
    if person:
        client.force_login(getattr(cast, person).user)
    return client


def path_to(ground: Ground, name: str, where: str) -> str:
    keys = re.findall(r"<(?:[^<>:]+:)?(\w+)>", where)
    if name == "wagtaildocs_serve":
        return reverse(name, args=[ground.document.pk, ground.document.filename])
    path = reverse(name, kwargs={key: argument(ground, name, key) for key in dict.fromkeys(keys)})
    return path + QUERIES.get(name, "").format(**ground.arguments)


def sign(response: HttpResponse) -> str:
    if response.status_code == 302:
        return ">" if response["Location"].startswith("/account/sign-in/") else "r"
    return {200: "+", 404: "-", 405: "m", 307: "r"}.get(response.status_code, str(response.status_code))


def expected(name: str) -> str:
    return next(signs for pattern, signs in rows() if fnmatchcase(name, pattern))


def said(response: HttpResponse) -> str:
    """The words of an answer, with what JSON hides in escapes."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode(errors="replace")
    return text + re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def test_every_address_of_the_door_has_one_row():
    """The first that fits; a row nothing fits is a mistake too."""
    names = {name for name, _ in EVERY}
    assert not [name for name in names if not any(fnmatchcase(name, row) for row, _ in rows())]
    assert not [row for row, _ in rows() if not any(fnmatchcase(name, row) for name in names)]
    assert all(len(signs) == len(PEOPLE) for _, signs in rows())


def test_everybody_meets_behind_the_editors_door_what_the_table_says(ground, clients):
    wrong = []
    for name, where in EVERY:
        path = path_to(ground, name, where)
        for who, client, wanted in zip(PEOPLE, clients, expected(name), strict=True):
            answer = client.get(path)
            if sign(answer) != wanted:
                wrong.append(f"{name} for {who or 'nobody'}: {sign(answer)} instead of {wanted}")
            if who in STRANGERS and answer.status_code == 200 and SECRET in said(answer):
                wrong.append(f"{name} shows {who or 'nobody'} what is the bureau's alone")
    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("brief_refusals")
def test_who_may_not_look_may_not_send_either(ground, clients):
    """Whatever the form: nothing of the bureau's changes."""
    pages = list(Page.objects.order_by("pk").values_list("pk", "path", "live", "locked", "draft_title"))
    wrong = []
    for name, where in EVERY:
        if name in ("wagtailadmin_logout",):
            continue
        path = path_to(ground, name, where)
        for who, client, wanted in zip(PEOPLE, clients, expected(name), strict=True):
            if who in STRANGERS and wanted in "->":
                found = sign(client.post(path, {"title": "改了", "next": "/editor/"}))
                if found not in (wanted, "m"):
                    wrong.append(f"{name} takes a form from {who or 'nobody'}: {found}")
    assert not wrong, "\n".join(wrong)
    assert list(Page.objects.order_by("pk").values_list("pk", "path", "live", "locked", "draft_title")) == pages
    assert Picture.objects.filter(pk=ground.picture.pk).exists()
    assert SiteDocument.objects.filter(pk=ground.document.pk).exists()


def test_no_detour_leads_to_what_is_the_bureaus_alone(ground, cast):
    """Addresses that name nothing in themselves, asked for what is another unit's."""
    client = browser(cast, "jiaotongbianji")
    ids = f"id={ground.draft.pk}&id={ground.live.pk}"
    for path in (
        f"/editor/choose-page/?page_type=cms.articlepage&parent={ground.draft.pk}",
        f"/editor/choose-page/{ground.live.get_parent().pk}/?page_type=cms.articlepage",
        f"/editor/choose-page/{ground.draft.pk}/",
        "/editor/choose-page/search/?q=未公&page_type=cms.articlepage",
        f"/editor/choose-page/chosen-multiple/?{ids}",
        f"/editor/bulk/wagtailcore/page/move/?{ids}",
        f"/editor/bulk/wagtailcore/page/publish/?{ids}",
        f"/editor/bulk/wagtailcore/page/delete/?id=all&childOf={ground.live.get_parent().pk}",
        "/editor/bulk/wagtailcore/page/delete/?id=all",
        "/editor/bulk/wagtailcore/page/delete/?id=all&q=未公",
        f"/editor/bulk/cms/picture/delete/?id={ground.picture.pk}",
        "/editor/bulk/cms/picture/add_tags/?id=all",
        f"/editor/bulk/cms/sitedocument/add_to_collection/?id={ground.document.pk}",
        f"/editor/images/chooser/?collection_id={ground.bureau.collection_id}",
        f"/editor/images/?collection_id={ground.bureau.collection_id}",
        "/editor/images/results/?q=未公",
        "/editor/documents/results/?q=未公",
        f"/editor/documents/chooser/results/?collection_id={ground.bureau.collection_id}",
        f"/editor/api/main/pages/?child_of={ground.live.get_parent().pk}&for_explorer=1",
        f"/editor/api/main/pages/?descendant_of={ground.bureau.pk}",
        "/editor/api/main/pages/?search=未公",
        "/editor/api/main/pages/find/?html_path=/mz/news/draft/",
        "/editor/reports/site-history/?object_id=&label=未公",
        "/editor/reports/site-history/?is_archived=1",
        "/editor/reports/aging-pages/?export=csv",
        "/editor/reports/workflow/?export=csv",
        "/editor/reports/workflow_tasks/?export=csv",
        "/editor/reports/site-history/?export=csv",
        f"/editor/pages/{'9' * 30}/edit/",
    ):
        answer = client.get(path)
        assert answer.status_code in (200, 400, 404), f"{path} answers {answer.status_code}"
        assert answer.status_code != 200 or SECRET not in said(answer), f"{path} leaks"


def test_the_bureau_itself_finds_what_others_look_for_in_vain(ground, cast):
    """The silence above is not because nothing is there."""
    client = browser(cast, "tangbianji")
    for path in (
        f"/editor/pages/{ground.live.get_parent().pk}/",
        "/editor/pages/search/?q=未公",
        "/editor/choose-page/search/?q=未公",
        "/editor/images/",
        "/editor/documents/",
        f"/editor/api/main/pages/?child_of={ground.live.get_parent().pk}",
        "/editor/reports/site-history/",
        "/editor/reports/workflow/",
    ):
        assert SECRET in said(client.get(path)), path


def test_the_portals_editor_has_no_part_in_the_sites_below_it(ground, cast):
    """They stand below the portal in the tree, and are other units' all the same."""
    client = browser(cast, "fangbianji")
    assert client.get(f"/editor/pages/{ground.portal.pk}/edit/").status_code == 200
    for path in (
        f"/editor/pages/{ground.bureau.pk}/",
        f"/editor/pages/{ground.draft.pk}/edit/",
        f"/editor/images/{ground.picture.pk}/",
        f"/editor/documents/edit/{ground.document.pk}/",
    ):
        assert client.get(path).status_code == 404, path
    for path in ("/editor/pages/search/?q=未公", "/editor/images/", "/editor/reports/site-history/", "/editor/"):
        assert SECRET not in said(client.get(path)), path
    for path in ("/editor/statistics/visits/", "/editor/statistics/work/?by=unit", "/editor/columns/"):
        assert ground.bureau.title not in said(client.get(path)), path
    assert not client.get(f"/editor/api/main/pages/?child_of={ground.portal.pk}").json()["items"]
