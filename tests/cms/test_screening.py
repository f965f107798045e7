"""What the list of words holds back becomes public in no way; what is only doubtful is told beside the text."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from tests.cms.editorial import Office, open_office, state_of, told
from zhengtong.cms.legacy import actions as legacy
from zhengtong.cms.legacy.rules import Record
from zhengtong.cms.models import ArticlePage, ColumnPage, Picture, SiteDocument
from zhengtong.cms.screening import queries
from zhengtong.cms.sharing import actions as sharing
from zhengtong.cms.sites import actions as sites
from zhengtong.cms.withdrawing import actions as withdrawing
from zhengtong.cms.workflow import actions as reading
from zhengtong.cms.workflow import tasks
from zhengtong.foundation.errors import Refusal
from zhengtong.guards import PUBLIC_TEXTS, actions
from zhengtong.guards.models import Finding
from zhengtong.guards.rules import read_draft
from zhengtong.notices.models import Notice

pytestmark = pytest.mark.django_db
ENTRIES = (
    {"kind": "sensitive", "text": "办假证"},
    {"kind": "sensitive", "text": "高利贷", "level": "review"},
    {"kind": "error", "text": "既使", "right": "即使"},
)
BLOCKED, REVIEWED, LEAKED = "<p>有人办假证。</p>", "<p>谨防高利贷。</p>", "<p>请拨打13912345678。</p>"


@pytest.fixture
def office(cast, portal) -> Office:
    for entry in ENTRIES:
        actions.add_word(read_draft(entry), by=cast.songwangzhan, at=timezone.now())
    return open_office(cast, portal)


def fresh(page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def up_to_the_last(office: Office, article: ArticlePage) -> None:
    office.send(article)
    for person in (office.cast.luchushen, office.cast.baifushen):
        office.approve(article, person)


def refusal_of(act, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act(*args, **kwargs)
    return refused.value


def add(office: Office, **entry) -> None:
    actions.add_word(read_draft(entry), by=office.cast.songwangzhan, at=timezone.now())


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (BLOCKED, "text-block", "正文的“办假证”"),
        (LEAKED, "text-leak", "正文的“手机号码”"),
        (REVIEWED, "text-review", "正文的“高利贷”"),
    ],
)
def test_the_last_signature_is_refused_with_the_word_and_its_place(office, text, code, said):
    article = office.write(text=text)
    up_to_the_last(office, article)
    refusal = refusal_of(office.approve, article, office.cast.hanqianfa)
    assert refusal.code == code and said in refusal.sentence and "13912345678" not in refusal.sentence
    assert not fresh(article).live and not told("article.signed")
    assert [(one.place, one.level) for one in Finding.objects.all()] == [("正文", code.removeprefix("text-"))]
    assert state_of(article).level == "final"


def test_every_part_of_an_article_is_looked_at_and_named(office):
    picture = Picture.objects.create(title="图", description="办假证的窗口", file="a.jpg", width=1, height=1)
    article = office.write("办假证", summary="办假证", keywords="办假证", picture=picture)
    article.body = [
        {"type": "text", "value": BLOCKED},
        {"type": "picture", "value": {"picture": picture.pk, "caption": "办假证"}},
        {"type": "table", "value": {"caption": "办假证", "sheet": "甲\t乙\n办假证\t1", "note": ""}},
        {"type": "quote", "value": {"text": "办假证", "source": ""}},
    ]
    places = {one.place for one in queries.findings_of(article, at=timezone.now()).found}
    assert places == {"标题", "摘要", "关键词", "图片说明", "正文", "数据表", "引文"}


def test_a_document_is_read_and_named(office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = SiteDocument.objects.create(title="名单", file=ContentFile("电话13912345678".encode(), name="list.txt"))
    article = office.write()
    article.body = [{"type": "text", "value": f'<p><a linktype="document" id="{document.pk}">名单</a></p>'}]
    article.save_revision(user=office.cast.tangbianji.user)
    up_to_the_last(office, article)
    refusal = refusal_of(office.approve, article, office.cast.hanqianfa)
    assert refusal.code == "text-leak" and document.filename in refusal.sentence


def test_what_is_to_be_reviewed_goes_out_once_it_is_signed_for(office, client):
    article = office.write(text=REVIEWED)
    up_to_the_last(office, article)
    han = office.cast.hanqianfa
    client.force_login(han.user)
    address = f"/editor/inbox/{state_of(article).pk}/"
    page = client.get(address).content.decode()
    finding = Finding.objects.get(what="高利贷")
    assert "内容问题" in page and f"/desk/words/findings/{finding.pk}/" in page
    actions.override(finding, "防范宣传，引用原词", by=han, at=timezone.now())
    client.post(address, {"decision": "approve"})
    assert fresh(article).live
    assert not queries.standing(article).exists()


def test_signing_on_the_page_tells_why_not_and_notes_it(office, client):
    article = office.write(text="<p>代开发票。</p>")
    up_to_the_last(office, article)
    assert not Finding.objects.exists()
    add(office, kind="sensitive", text="代开发票")
    client.force_login(office.cast.hanqianfa.user)
    answer = client.post(f"/editor/inbox/{state_of(article).pk}/", {"decision": "approve"}, follow=True)
    assert "代开发票" in answer.content.decode() and not fresh(article).live
    assert Finding.objects.get().url == f"/editor/pages/{article.pk}/edit/"


def test_urgent_signing_passes_the_readings_and_not_the_guards(office, client):
    article = office.write(text=BLOCKED)
    han = office.cast.hanqianfa
    assert refusal_of(reading.publish_urgently, article, "汛情", by=han, at=timezone.now()).code == "text-block"
    client.force_login(han.user)
    answer = client.post(f"/editor/articles/{article.pk}/urgent/", {"reason": "汛情"})
    assert answer.status_code == 409 and "办假证" in answer.content.decode()
    assert not fresh(article).live and not told("article.expedited")
    assert Finding.objects.get().unit.code == "MZ"


def test_what_waits_for_its_time_is_looked_at_again_when_it_comes(office):
    at = timezone.now() + timedelta(hours=1)
    article = office.publish(office.write(text="<p>代开发票。</p>", go_live_at=at))
    assert not article.live
    add(office, kind="sensitive", text="代开发票")
    ArticlePage.objects.filter(pk=article.pk).update(go_live_at=None)
    due = article.revisions.filter(approved_go_live_at__isnull=False)
    content = due.get().content | {"go_live_at": None}
    due.update(content=content)
    for _ in range(2):
        assert tasks.publish_scheduled(at) == 0
    assert not fresh(article).live and len(told("article.held")) == 1
    assert "代开发票" in Notice.objects.filter(template="article-held").first().text
    actions.override(Finding.objects.get(), "打击发票犯罪的通告", by=office.cast.hanqianfa, at=at)
    assert tasks.publish_scheduled(at) == 1 and fresh(article).live


def test_an_article_the_list_now_holds_back_is_neither_shared_nor_restored(office):
    article = office.publish(office.write(text="<p>代开发票。</p>"))
    han, at = office.cast.hanqianfa, timezone.now()
    add(office, kind="sensitive", text="代开发票")
    column = office.site.add_child(instance=ColumnPage(title="公告", slug="ann"))
    assert refusal_of(sharing.share, article, column, by=han, at=at).code == "text-block"
    withdrawing.withdraw(article, "error", "误发", by=han, at=at)
    assert refusal_of(withdrawing.restore, article, "撤错了", by=han, at=at).code == "text-block"
    assert not fresh(article).live and ArticlePage.objects.filter(shared_from=article).count() == 0


def test_old_content_is_refused_or_waits_as_a_draft(office):
    coming = [
        Record("第1行", "1", "办假证广告", "<p>正文</p>", published_on="2020-01-02", column="news"),
        Record("第2行", "2", "防范提示", REVIEWED, published_on="2020-01-02", column="news"),
        Record("第3行", "3", "工作动态", "<p>正文</p>", published_on="2020-01-02", column="news"),
    ]
    told_of = {"site": office.site, "by": office.cast.songwangzhan, "root": None, "columns": {}}
    trial = legacy.try_import(coming, at=timezone.now(), **told_of)
    report = legacy.import_content(coming, at=timezone.now(), **told_of)
    for rows in (trial.rows, report.rows):
        assert [row.outcome for row in rows] == ["broken", "new", "new"]
        assert "标题的“办假证”" in rows[0].notes[0] and "复核" in rows[1].notes[0]
    assert list(ArticlePage.objects.order_by("pk").values_list("title", "live")) == [
        ("防范提示", False), ("工作动态", True),
    ]  # fmt: skip
    assert Finding.objects.get().what == "高利贷"


def test_a_column_a_manager_publishes_is_looked_at_too(office, client):
    client.force_login(office.cast.songwangzhan.user)
    said = {
        "title": "动态", "slug": "news", "description": "办假证", "kind": "news", "owner_unit": "", "cycle_days": "",
        "keywords": "", "leads_to": "", "seo_title": "", "search_description": "", "show_in_menus": "",
        "action-publish": "1", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "0", "go_live_at": "", "expire_at": "",
    }  # fmt: skip
    answer = client.post(f"/editor/pages/{office.column.pk}/edit/", said, follow=True)
    assert "栏目说明的“办假证”" in answer.content.decode()
    assert ColumnPage.objects.get(pk=office.column.pk).description == ""
    assert Finding.objects.get().ref == queries.ref_of(office.column.pk)
    said["description"] = "本局动态"
    client.post(f"/editor/pages/{office.column.pk}/edit/", said)
    assert ColumnPage.objects.get(pk=office.column.pk).description == "本局动态"
    assert not queries.standing(office.column).exists()


def test_the_editor_is_told_at_every_save_and_never_stopped(office, client):
    article = office.write(text="<p>既使下雨也办假证。</p>")
    client.force_login(office.cast.tangbianji.user)
    page = client.get(f"/editor/pages/{article.pk}/edit/").content.decode()
    assert 'data-element="findings"' in page and "<b>即使</b>" in page and "办假证" in page
    clean = office.write("好", slug="good")
    assert 'data-element="findings"' not in client.get(f"/editor/pages/{clean.pk}/edit/").content.decode()
    assert not Finding.objects.exists()


def test_the_re_scan_covers_every_public_page_and_every_draft_that_waits(office, client):
    public = office.publish(office.write("公开的", text="<p>代开发票。</p>"))
    office.write("没人等的草稿", text="<p>代开发票。</p>")
    waiting = office.write("待审的", text="<p>代开发票。</p>")
    office.send(waiting)
    assert queries.KIND in PUBLIC_TEXTS
    refs = [text.ref for text in queries.public_texts("")]
    assert refs == sorted(refs)
    assert {queries.ref_of(one.pk) for one in (public, waiting, office.site, office.column)} <= set(refs)
    assert [text.ref for text in queries.public_texts(refs[1])] == refs[2:]
    add(office, kind="sensitive", text="代开发票")
    actions.rescan(timezone.now(), seconds=60)
    found = Finding.objects.filter(what="代开发票")
    assert {one.ref for one in found} == {queries.ref_of(public.pk), queries.ref_of(waiting.pk)}
    client.force_login(office.cast.hanqianfa.user)
    row = found.get(ref=queries.ref_of(public.pk))
    assert "公开的" in client.get("/desk/words/findings/").content.decode()
    assert f'href="/editor/pages/{public.pk}/edit/"' in client.get(f"/desk/words/findings/{row.pk}/").content.decode()


def test_a_signed_place_stays_signed_when_the_article_is_public(office):
    article = office.write(text=REVIEWED)
    up_to_the_last(office, article)
    actions.override(Finding.objects.get(), "防范宣传，引用原词", by=office.cast.hanqianfa, at=timezone.now())
    office.approve(article, office.cast.hanqianfa)
    actions.rescan(timezone.now() + timedelta(days=1), seconds=60)
    assert Finding.objects.get().state == "overridden"


def test_the_notice_of_a_site_that_goes_away_is_looked_at_too(office):
    at = timezone.now()
    until, by = at + timedelta(days=3), office.cast.songwangzhan
    notice = "系统升级，请勿相信代开发票的消息。"
    add(office, kind="sensitive", text="代开发票", level="review")
    refusal = refusal_of(sites.take_offline, office.other, notice, until=until, by=by, at=at)
    assert refusal.code == "text-review" and "下线公告的" in refusal.sentence
    actions.override(Finding.objects.get(), "提醒群众防骗", by=office.cast.hanqianfa, at=at)
    sites.take_offline(office.other, notice, until=until, by=by, at=at)
    text = next(text for text in queries.public_texts("") if text.ref == queries.ref_of(office.other.pk))
    assert text.parts == (("下线公告", notice),)
