"""三审三校: an article goes through three people, each step in the journal, and no other way leads to the public."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.cms.editorial import Office, open_office, state_of, told
from zhengtong.cms.models import ArticlePage, ReviewState
from zhengtong.cms.workflow import actions, queries, tasks
from zhengtong.foundation.errors import Refusal
from zhengtong.notices.models import Notice
from zhengtong.timers.models import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast, portal) -> Office:
    return open_office(cast, portal)


def fresh(article: Page) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def refused(code, act, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == code
    return refusal.value.sentence


def test_an_article_passes_three_people_and_is_public(office):
    article = office.write()
    state = office.send(article)
    assert (state.level, state.unit.code) == ("first", "MZ")
    for person, level in ((office.cast.luchushen, "second"), (office.cast.baifushen, "final")):
        office.approve(article, person)
        assert state_of(article).level == level and not fresh(article).live
    office.approve(article, office.cast.hanqianfa, "同意")
    assert fresh(article).live
    assert [entry.kind for entry in told_of(state.matter)] == [
        "article.submitted",
        "article.reviewed",
        "article.reviewed",
        "article.signed",
    ]
    assert len(told("article.published")) == 1 and told("article.published")[0].actor == "staff:BG011"


def told_of(matter: str):
    from zhengtong.journal.models import Entry

    return list(Entry.objects.filter(subject=matter).order_by("id"))


def test_every_level_has_its_limit_for_supervision_to_watch(office):
    article = office.write()
    state = office.send(article)
    assert told("article.submitted")[0].data["step_due"] and state.due_at == state.clock.promised_due
    office.approve(article, office.cast.luchushen)
    assert told("article.reviewed")[0].data["next_step"] == "复审" and told("article.reviewed")[0].data["step_due"]
    assert Clock.objects.filter(subject=state.matter, is_open=True).count() == 1
    office.approve(article, office.cast.baifushen)
    office.approve(article, office.cast.hanqianfa)
    assert not Clock.objects.filter(subject=state.matter, is_open=True).exists()


def test_the_reviewers_are_told_and_nobody_else(office):
    office.send(office.write())
    told_people = {notice.recipient.username for notice in Notice.objects.filter(template="article-waiting")}
    assert told_people == {"luchushen"}


def test_nobody_reads_their_own_draft(office):
    lu = office.cast.luchushen  # she holds content.edit and content.review.first
    article = office.write(by=lu)
    office.send(article, by=lu)
    assert lu not in queries.reviewers_of(state_of(article))
    refused("own-work", office.approve, article, lu)
    assert state_of(article).status == "in_progress"


def test_who_wrote_a_part_of_it_does_not_read_it_either(office):
    article = office.write()
    article.title = "救助标准再提高"
    article.save_revision(user=office.cast.luchushen.user)
    office.send(article)
    refused("own-work", office.approve, article, office.cast.luchushen)


def test_a_reviewer_of_another_unit_or_another_level_is_refused_without_trace(office):
    article = office.write()
    office.send(article)
    for person in (office.cast.baifushen, office.cast.hanqianfa, office.cast.jiaotongbianji):
        refused("not-reviewer", office.approve, article, person)
    assert not told("article.reviewed")


def test_sending_back_needs_a_reason_and_the_author_is_told(office):
    article = office.write()
    state = office.send(article)
    lu, at = office.cast.luchushen, timezone.now()
    refused("no-reason", actions.send_back, state.pk, "  ", by=lu.user, at=at)
    actions.send_back(state.pk, "标准的文号写错了。", by=lu.user, at=at)
    assert told("article.returned")[0].data["reason"] == "标准的文号写错了。"
    notice = Notice.objects.get(template="article-returned")
    assert notice.recipient == office.cast.tangbianji.user and "文号" in notice.text
    assert not Clock.objects.filter(is_open=True, name="review").exists()
    refused("not-waiting", actions.approve, state.pk, "", by=lu.user, at=at)


def test_what_comes_back_changed_is_read_from_the_first_level_again(office):
    article = office.write()
    state = office.send(article)
    office.approve(article, office.cast.luchushen)
    actions.send_back(state_of(article).pk, "再核实。", by=office.cast.baifushen.user, at=timezone.now())
    article = fresh(article)
    article.title = "救助标准提高（修改）"
    article.save_revision(user=office.cast.tangbianji.user)
    article.current_workflow_state.resume(office.cast.tangbianji.user)
    again = state_of(article)
    assert (again.level, again.status) == ("first", "in_progress") and again.matter != state.matter
    for person in (office.cast.luchushen, office.cast.baifushen, office.cast.hanqianfa):
        office.approve(article, person)
    assert fresh(article).live and fresh(article).title == "救助标准提高（修改）"


def test_a_text_edited_at_the_second_level_is_passed_again_by_the_first(office):
    article = office.write()
    office.send(article)
    office.approve(article, office.cast.luchushen)
    article = fresh(article)
    article.title = "救助标准提高（复审改）"
    article.save_revision(user=office.cast.baifushen.user)
    office.approve(article, office.cast.baifushen)
    assert state_of(article).level == "first" and not fresh(article).live
    office.approve(article, office.cast.luchushen)
    assert state_of(article).level == "final"


def test_in_review_it_is_read_only_for_all_but_its_reader_and_says_who_has_it(office, client):
    article = office.write()
    office.send(article)
    article = fresh(article)
    lock = article.get_lock()
    assert lock.for_user(office.cast.tangbianji.user) and not lock.for_user(office.cast.luchushen.user)
    assert "初审" in lock.get_message(office.cast.tangbianji.user) and "陆文静" in lock.get_message(
        office.cast.tangbianji.user
    )
    client.force_login(office.cast.tangbianji.user)
    page = client.get(f"/editor/pages/{article.pk}/edit/").content.decode()
    assert "陆文静" in page and "action-submit" not in page


def test_taking_it_back_ends_the_limit(office, client):
    article = office.write()
    state = office.send(article)
    fresh(article).current_workflow_state.cancel(office.cast.tangbianji.user)
    assert told("article.recalled")[0].subject == state.matter
    assert not Clock.objects.filter(is_open=True, name="review").exists()


@pytest.mark.parametrize("username", ["tangbianji", "luchushen", "hanqianfa", "songwangzhan"])
def test_nobody_publishes_past_the_readings(office, client, username):
    article = office.write()
    person = getattr(office.cast, username)
    client.force_login(person.user)
    may = fresh(article).permissions_for_user(person.user)
    assert not may.can_publish() and not may.can_unpublish()
    page = client.get(f"/editor/pages/{article.pk}/edit/")
    assert b"action-publish" not in page.content
    client.post(f"/editor/bulk/wagtailcore/page/publish/?id={article.pk}", {"include_descendants": "on"})
    client.post(f"/editor/bulk/wagtailcore/page/publish/?id={office.column.pk}", {"include_descendants": "on"})
    assert not fresh(article).live


def test_a_chief_editor_publishes_urgently_with_a_reason(office):
    article, han, at = office.write(), office.cast.hanqianfa, timezone.now()
    office.send(article)
    refused("no-reason", actions.publish_urgently, article, "", by=han, at=at)
    refused("not-signer", actions.publish_urgently, article, "汛情", by=office.cast.luchushen, at=at)
    assert not fresh(article).live
    actions.publish_urgently(article, "汛情通报，须立即公开。", by=han, at=at)
    assert fresh(article).live
    assert told("article.expedited")[0].data["reason"].startswith("汛情")
    assert len(told("article.recalled")) == 1 and len(told("article.published")) == 1
    refused("nothing-to-publish", actions.publish_urgently, article, "再来", by=han, at=at)


def test_a_chief_editor_does_not_publish_their_own_words_urgently(office):
    article = office.write()
    article.save_revision(user=office.cast.hanqianfa.user)
    refused("own-work", actions.publish_urgently, article, "急", by=office.cast.hanqianfa, at=timezone.now())


def test_what_was_public_is_not_deleted(office):
    article = office.publish(office.write())
    for person in (office.cast.songwangzhan, office.cast.hanqianfa):
        assert not article.permissions_for_user(person.user).can_delete()


def test_what_is_signed_for_a_moment_goes_live_then_and_ends_then(office):
    soon = timezone.now() + timedelta(minutes=5)
    article = office.publish(office.write(go_live_at=soon, expire_at=soon + timedelta(hours=1)))
    assert not article.live and len(told("article.scheduled")) == 1
    assert tasks.publish_scheduled(timezone.now()) == 0
    # the moment comes
    now = timezone.now()
    revision = article.get_latest_revision()
    revision.content["go_live_at"] = (now - timedelta(seconds=1)).isoformat()
    revision.content["expire_at"] = (now - timedelta(milliseconds=1)).isoformat()
    revision.approved_go_live_at = now - timedelta(seconds=1)
    revision.save()
    assert tasks.publish_scheduled(now) == 1
    assert fresh(article).live and told("article.published")[-1].actor == "system"
    assert tasks.publish_scheduled(now) == 1
    assert not fresh(article).live and fresh(article).expired and len(told("article.taken_down")) == 1
    assert tasks.publish_scheduled(now) == 0


def test_the_inbox_holds_everything_that_waits_for_me_late_first_and_nothing_else(office, client):
    early, late = office.write("第一篇"), office.write("第二篇")
    office.send(early), office.send(late)
    ReviewState.objects.filter(page_id=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    client.force_login(office.cast.luchushen.user)
    page = client.get("/editor/inbox/").content.decode()
    assert page.index("第二篇") < page.index("第一篇") and "已超期" in page and "唐晓雯" in page and "工作动态" in page
    assert queries.waiting_count(office.cast.luchushen, timezone.now()) == 2
    for username in ("baifushen", "jiaotongbianji", "hanqianfa"):
        client.force_login(getattr(office.cast, username).user)
        assert "第一篇" not in client.get("/editor/inbox/").content.decode()
        assert client.get(f"/editor/inbox/{state_of(early).pk}/").status_code == 404


def test_the_inbox_asks_as_much_for_twenty_as_for_two(office, client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(office.cast.luchushen.user)
    for number in range(2):
        office.send(office.write(f"稿件{number}"))
    client.get("/editor/inbox/")
    with CaptureQueriesContext(connection) as few:
        client.get("/editor/inbox/")
    for number in range(2, 12):
        office.send(office.write(f"稿件{number}"))
    with CaptureQueriesContext(connection) as many:
        assert client.get("/editor/inbox/").content.decode().count("稿件1") >= 3
    assert len(many) <= len(few)


def test_it_is_decided_on_the_page_that_shows_what_changed(office, client):
    article = office.publish(office.write())
    article.title = "救助标准再提高"
    article.body = [{"type": "text", "value": "<p>每人每月提高五十元。</p>"}]
    article.save_revision(user=office.cast.tangbianji.user)
    state = office.send(fresh(article))
    client.force_login(office.cast.luchushen.user)
    page = client.get(f"/editor/inbox/{state.pk}/").content.decode()
    assert "五十" in page and "addition" in page and "deletion" in page
    client.post(f"/editor/inbox/{state.pk}/", {"decision": "return", "comment": ""})
    assert state_of(article).status == "in_progress"
    client.post(f"/editor/inbox/{state.pk}/", {"decision": "approve", "comment": "数字已核"})
    assert state_of(article).level == "second"
    client.force_login(office.cast.baifushen.user)
    assert "数字已核" in client.get(f"/editor/inbox/{state_of(article).pk}/").content.decode()


def test_nobody_passes_words_they_have_not_read(office, client):
    article = office.write()
    state, read = office.send(article), article.latest_revision_id
    article.title = "救助标准提高（改）"
    article.save_revision(user=office.cast.luchushen.user)
    at, lu = timezone.now(), office.cast.luchushen.user
    assert "又被修改" in refused("changed-since", actions.approve, state.pk, "", by=lu, at=at, revision=read)


def test_the_dashboard_counts_what_waits(office, client):
    office.send(office.write())
    client.force_login(office.cast.luchushen.user)
    page = client.get("/editor/").content.decode()
    assert "篇稿件待我审核" in page


def test_versions_are_compared_in_chinese_and_part_by_part(office, client):
    article = office.write()
    first = article.get_latest_revision()
    article.body = [{"type": "text", "value": "<p>每人每月提高五十元。</p>"}]
    second = article.save_revision(user=office.cast.tangbianji.user)
    client.force_login(office.cast.tangbianji.user)
    page = client.get(f"/editor/pages/{article.pk}/revisions/compare/{first.pk}...{second.pk}/")
    text = page.content.decode()
    assert page.status_code == 200 and "正文" in text and "addition" in text and "deletion" in text and "字段" in text


def test_the_whole_way_through_wagtails_own_pages(office, client):
    article = office.write()
    client.force_login(office.cast.tangbianji.user)
    form = {"title": article.title, "slug": article.slug, "source": "县民政局", "form": "page", "body-count": "0",
            "action-submit": "1", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}  # fmt: skip
    answer = client.post(f"/editor/pages/{article.pk}/edit/", form)
    assert answer.status_code == 302 and state_of(article).level == "first"
    client.force_login(office.cast.luchushen.user)
    state = state_of(article)
    name = "wagtailadmin_pages:workflow_action"
    client.post(reverse(name, args=[article.pk, "reject", state.pk]), {"comment": ""})
    assert state_of(article).status == "in_progress"
    client.post(reverse(name, args=[article.pk, "approve", state.pk]), {"comment": ""})
    assert state_of(article).level == "second"


def test_the_desks_entry_counts_what_waits(office, client):
    office.send(office.write())
    client.force_login(office.cast.luchushen.user)
    entry = client.get("/desk/").content.decode().split("网站编辑")[1][:200]
    assert "1" in entry.split("</a>")[0]
