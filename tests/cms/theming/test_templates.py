"""A template is checked on real pages before it shows, kept version by version, and never costs anybody a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON
from tests.cms.theming.conftest import TEXT, column_of, drafted, in_force
from zhengtong.cms.models import ArticlePage
from zhengtong.cms.theming import starters
from zhengtong.cms.theming.actions import templates
from zhengtong.cms.theming.models import Template, TemplateAssignment, TemplateVersion
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Entry.objects.filter(kind__startswith="template.").order_by("pk").values_list("kind", flat=True))


def use(cast, template: Template, page) -> None:
    templates.assign(template, page, by=cast.songwangzhan, at=NOON)


@pytest.mark.parametrize("starter", starters.starters(), ids=lambda one: one.key)
def test_every_ready_text_comes_into_force_as_it_is(cast, bureau, client, starter):
    template = in_force(cast, starter.text, starter.kind)
    use(cast, template, bureau)
    paths = {"home": "/mz/", "column": "/mz/news/", "article": "/mz/news/news-1/", "topic": "/mz/nearby/"}
    answer = client.get(paths[starter.kind])
    assert answer.status_code == 200 and "layouts.css" in answer.content.decode()
    assert not TemplateVersion.objects.exclude(failed_at=None).exists()


def test_a_page_is_laid_out_inside_the_frame_the_law_asks_for(cast, bureau, client):
    use(cast, in_force(cast, TEXT), column_of(bureau, "news"))
    text = client.get("/mz/news/").content.decode()
    assert "排法一" in text and "民政动态第1篇" in text
    for part in ('name="SiteIDCode"', "跳到主要内容", 'data-element="foot"', 'data-element="masthead"'):
        assert part in text
    assert "排法一" not in client.get("/mz/notices/").content.decode()


def test_a_place_below_may_have_another_template(cast, bureau, client):
    use(cast, in_force(cast, TEXT), bureau)
    use(cast, in_force(cast, TEXT.replace("排法一", "排法二"), name="另一个"), column_of(bureau, "notices"))
    assert "排法一" in client.get("/mz/news/").content.decode()
    assert "排法二" in client.get("/mz/notices/").content.decode()


def test_what_is_not_checked_does_not_come_into_force(cast, bureau, manager):
    version = drafted(cast, "<h1>x</h1>\n<script>alert(1)</script>")
    assert "第2行：不能使用<script>（脚本）。" in version.problems
    with pytest.raises(Refusal) as refusal:
        templates.put_in_force(version, by=manager, at=NOON)
    assert refusal.value.code == "not-checked"
    assert kinds() == ["template.saved", "template.checked"]
    assert Template.objects.get().current is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<h1>x</h1>{% for i in (1..999999999) %}x{% endfor %}", "循环超过"),
        ("<h1>{{ settings.SECRET_KEY }}</h1>", "没有“settings”这个变量"),
        ("<h1>{{ page.titel }}</h1>", "没有“page.titel”这个变量"),
        ("<h1>{{ page.title }</h1>", "第1行"),
        ("<p>没有标题</p>", "没有一级标题"),
    ],
)
def test_a_check_says_what_is_wrong(cast, bureau, text, sentence):
    problems = drafted(cast, text).problems
    assert any(sentence in problem for problem in problems), problems


def test_an_article_must_show_its_text_once(cast, bureau):
    assert any("article.body" in problem for problem in drafted(cast, "<h1>x</h1>", "article").problems)
    twice = drafted(cast, "<h1>x</h1>{{ article.body }}{{ article.body }}", "article", "二")
    assert any("不止一次" in problem for problem in twice.problems)


def test_versions_are_kept_and_one_goes_back_in_one_act(cast, bureau, manager, client):
    template = in_force(cast, TEXT)
    use(cast, template, bureau)
    in_force(cast, TEXT.replace("排法一", "排法二"))
    assert "排法二" in client.get("/mz/news/").content.decode()
    first = template.versions.get(number=1)
    templates.put_in_force(first, by=manager, at=NOON)
    assert "排法一" in client.get("/mz/news/").content.decode()
    assert template.versions.count() == 2 and kinds()[-1] == "template.rolled_back"
    entry = Entry.objects.filter(kind="template.rolled_back").get()
    assert (entry.data["version"], entry.data["version_before"], entry.actor) == (1, 2, f"staff:{manager.code}")
    with pytest.raises(Refusal):
        templates.put_in_force(first, by=manager, at=NOON)


def test_a_template_that_fails_while_it_is_shown_costs_nobody_the_page(cast, bureau, client):
    template = in_force(cast, TEXT)
    use(cast, template, bureau)
    # A template that passed the check meets a page it was not tried on: here, one that was put in from outside.
    bad = template.versions.create(number=9, made_by="x", made_at=NOON, text="<h1>x</h1>{{ nothing }}", checked_at=NOON)
    Template.objects.filter(pk=template.pk).update(current=bad)
    for _ in range(2):
        answer = client.get("/mz/news/")
        assert answer.status_code == 200 and "民政动态第1篇" in answer.content.decode()
    bad.refresh_from_db()
    assert bad.failed_at is not None and "nothing" in bad.failure
    assert kinds().count("template.failed") == 1


def test_taken_away_again_the_standard_layout_answers(cast, bureau, manager, client):
    template = in_force(cast, TEXT)
    use(cast, template, bureau)
    templates.unassign(TemplateAssignment.objects.get(), by=manager, at=NOON)
    assert "排法一" not in client.get("/mz/news/").content.decode()
    assert kinds()[-1] == "template.unassigned"


@pytest.mark.parametrize("who", ["tangbianji", "hanqianfa", "jiaotongbianji"])
def test_who_does_not_manage_the_site_changes_nothing(cast, bureau, who):
    template = in_force(cast, TEXT)
    by, before = getattr(cast, who), len(kinds())
    for act in (
        lambda: templates.save(None, TEXT, name="x", kind="column", unit=cast.unit("MZ"), by=by, at=NOON),
        lambda: templates.check(template.current, by=by, at=NOON),
        lambda: templates.put_in_force(template.current, by=by, at=NOON),
        lambda: templates.assign(template, bureau, by=by, at=NOON),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "not-your-site"
    assert len(kinds()) == before


def test_a_template_stays_in_the_sites_of_its_unit(cast, bureau, portal, manager):
    with pytest.raises(Refusal) as refusal:
        templates.assign(in_force(cast, TEXT), portal, by=manager, at=NOON)
    assert refusal.value.code == "not-your-place"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": " "}, "no-text"),
        ({"text": "字" * 60_001}, "text-long"),
        ({"name": " "}, "no-name"),
        ({"kind": "desk"}, "no-kind"),
        ({"name": "试"}, "name-taken"),
    ],
)
def test_a_template_that_is_none_is_refused_in_words(cast, bureau, manager, fields, code):
    in_force(cast, TEXT)
    values = {"text": TEXT, "name": "新", "kind": "column", **fields}
    with pytest.raises(Refusal) as refusal:
        templates.save(None, values.pop("text"), **values, unit=cast.unit("MZ"), by=manager, at=NOON)
    assert refusal.value.code == code


def test_a_page_with_a_template_of_its_own_asks_no_more_than_was_promised(cast, bureau, client):
    by_kind = {one.kind: one for one in starters.starters() if "-2-" in one.key}
    use(cast, in_force(cast, by_kind["article"].text, "article"), bureau)
    use(cast, in_force(cast, by_kind["home"].text, "home", "首页"), bureau)
    for path, most in (("/mz/news/news-1/", 10), ("/mz/", 25)):
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        assert len(queries) <= most, [query["sql"][:120] for query in queries]


def test_marks_of_pieces_in_an_articles_title_are_only_text(cast, bureau, client):
    use(cast, in_force(cast, starters.starter("article-1-standard").text, "article"), bureau)
    article = ArticlePage.objects.get(slug="news-1")
    article.title = "甲\ue0000\ue001乙"
    article.save()
    text = client.get("/mz/news/news-1/").content.decode()
    assert "甲0乙" in text and text.count("的正文") == 1
