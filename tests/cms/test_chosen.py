"""An editor shows what is the editor's to show: what the choosers do not offer, a key typed by hand does not open either."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.cast import NOON, Cast
from tests.cms.doors.ground import picture_file
from tests.cms.editorial import Office, open_office
from zhengtong.cms.chosen import WORDS
from zhengtong.cms.models import ArticlePage, Picture, SiteDocument
from zhengtong.surveys.models import Survey
from zhengtong.videos.choices import VideoState
from zhengtong.videos.models import Video

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast, portal, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    return open_office(cast, portal)


def media(office: Office, site, unit: str) -> dict[str, object]:
    return {
        "picture": Picture.objects.create(title="图", file=picture_file(), collection=site.collection),
        "document": SiteDocument.objects.create(
            title="名单", file=ContentFile(b"1", name=f"{unit}.txt"), collection=site.collection
        ),
        "video": Video.objects.create(
            ref=f"SP-{unit}", title="会议", unit=office.cast.unit(unit), state=VideoState.READY, size=1, uploaded_at=NOON,
            uploaded_by="system", file_name="a.mp4",
        ),
        "survey": Survey.objects.create(
            slug=f"survey-{unit.lower()}", kind="survey", unit=office.cast.unit(unit), title="调查", definition={},
            edited_by="system", edited_at=NOON,
        ),
    }  # fmt: skip


def sent(office: Office, article: ArticlePage, **fields) -> str:
    """What the editor of the bureau is answered when the form comes back with these."""
    client = Client()
    client.force_login(office.cast.tangbianji.user)
    parts = fields.pop("body", [])
    data = nested_form_data(
        {"title": article.title, "slug": article.slug, "source": "县民政局", "form": "page", "validity": "",
         "body": streamfield(parts), "comments": inline_formset([]), **fields}
    )  # fmt: skip
    answer = client.post(f"/editor/pages/{article.pk}/edit/", data, follow=True)
    assert answer.status_code == 200
    # What is wrong with a part reaches the browser as data, in the escapes of JSON.
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), answer.content.decode())


def part(kind: str, one) -> list[tuple[str, object]]:
    if kind == "document":
        return [("document", str(one.pk))]
    return [(kind, {kind: str(one.pk), "note" if kind == "survey" else "caption": ""})]


@pytest.mark.parametrize("kind", ["picture", "document", "video", "survey"])
def test_what_belongs_to_another_unit_is_refused_and_ones_own_is_taken(office, kind):
    article = office.write()
    theirs, own = media(office, office.other, "JT")[kind], media(office, office.site, "MZ")[kind]
    assert WORDS in sent(office, article, body=part(kind, theirs))
    assert WORDS not in sent(office, article, body=part(kind, own))
    latest = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert [one.block_type for one in latest.body] == [kind]


def test_anothers_picture_does_not_become_the_first_picture_or_stand_in_the_text(office):
    article = office.write()
    theirs = media(office, office.other, "JT")["picture"]
    assert WORDS in sent(office, article, picture=str(theirs.pk))


def test_what_stood_there_before_may_stay(office):
    """Chosen by the county's editors, who see more: whoever corrects a word need not take the picture out."""
    theirs = media(office, office.other, "JT")["picture"]
    article = office.write()
    article.body = [("picture", {"picture": theirs, "caption": ""})]
    article.save_revision(user=office.cast.hanqianfa.user)
    said = sent(office, article, body=[("picture", {"picture": str(theirs.pk), "caption": "站前路"})])
    assert WORDS not in said
    latest = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert latest.body[0].value["caption"] == "站前路"
