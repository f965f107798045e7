"""The frame of every page: where one is, what one may reach, how it is shown, and what it never lets in."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.template import Context, Template, engines
from django.test import RequestFactory

from zhengtong.cases.choices import State
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.web.desk import navigation
from zhengtong.web.middleware import (
    CONTENT_SECURITY_POLICY,
    ContentSecurityPolicyMiddleware,
    RefusalMiddleware,
    SessionRenewalMiddleware,
)
from zhengtong.web.navigation import Entry, resolved
from zhengtong.web.templatetags.zhengtong import STATE_LOOKS

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.TEMPLATES[0]["DIRS"][0])
STYLES = Path(settings.STATICFILES_DIRS[0]) / "zhengtong" / "css"


def drawn(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context, RequestFactory().get("/list/?state=open&page=2"))


# -- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "value", "expected"),
    [
        ("date_cn", date(2026, 11, 2), "2026年11月2日"),
        ("date_cn", datetime(2026, 11, 22, 16, 30, tzinfo=UTC), "2026年11月23日"),
        ("date_cn", None, "—"),
        ("date_iso", date(2026, 1, 2), "2026-01-02"),
        ("datetime_cn", datetime(2026, 11, 22, 1, 5, tzinfo=UTC), "2026年11月22日 09:05"),
        ("datetime_iso", datetime(2026, 11, 22, 1, 5, tzinfo=UTC), "2026-11-22 09:05"),
        ("money", Decimal("1280.00"), "1,280元"),
        ("money", Decimal("12.5"), "12.50元"),
        ("money", 0, "0元"),
        ("money", None, "—"),
        ("file_size", 900, "1 KB"),
        ("file_size", 3565158, "3.4 MB"),
        ("limit_cn", 20, "20个工作日"),
        ("remaining_cn", 6, "剩余6个工作日"),
        ("remaining_cn", 0, "今天到期"),
        ("remaining_cn", -2, "已超期2个工作日"),
        ("mask_name", "张桂兰", "张*兰"),
        ("mask_id", "360829195803140068", "360829********0068"),
        ("mask_phone", "19900100001", "199****0001"),
    ],
)
def test_values_are_said_the_way_people_write_them(said, value, expected):
    assert drawn(f"{{{{ value|{said} }}}}", value=value) == expected


def test_a_limit_names_its_unit():
    assert drawn("{{ 3|limit_cn:'m' }} {{ 2|limit_cn:'wh' }} {{ 15|limit_cn:'d' }}") == "3个月 2个工作小时 15日"


# -- parts -----------------------------------------------------------------------------------------------------------


def test_every_part_is_shown_in_the_styleguide(client):
    pages = [client.get(page) for page in ("/styleguide/", "/styleguide/desk/")]
    assert [page.status_code for page in pages] == [200, 200]
    shown = {template.name for page in pages for template in page.templates}
    assert {f"components/{part.name}" for part in (TEMPLATES / "components").glob("*.html")} <= shown


@pytest.mark.parametrize("page", ["/styleguide/", "/styleguide/desk/", "/account/sign-in/", "/account/register/"])
def test_no_page_carries_a_script_or_style_of_its_own(client, page):
    shown = client.get(page).content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", shown)


@pytest.mark.parametrize("page", ["/styleguide/", "/styleguide/desk/", "/account/sign-in/", "/account/register/"])
def test_every_control_has_a_label_and_no_name_is_used_twice(client, page):
    shown = client.get(page).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    for described in re.findall(r'aria-describedby="([^"]+)"', shown):
        assert set(described.split()) <= set(ids)
    for control in re.findall(r"<(?:input|select|textarea)\b[^>]*>", shown):
        if re.search(r'type="(hidden|radio|checkbox)"', control):
            continue
        name = re.search(r'id="([^"]+)"', control)[1]
        assert f'for="{name}"' in shown, control


def test_a_field_keeps_what_was_typed_and_says_what_is_wrong_beside_it():
    shown = drawn(
        '{% field "phone" "手机号码" value=typed errors=errors hint="接收通知" type="tel" %}',
        errors={"phone": "手机号码应为11位数字。"},
        typed="139<",
    )
    assert 'value="139&lt;"' in shown and 'aria-invalid="true"' in shown
    assert 'aria-describedby="f-phone-hint f-phone-error"' in shown and "手机号码应为11位数字。" in shown


def test_a_password_is_never_written_back():
    assert "secret-1" not in drawn('{% field "password" "密码" value=typed type="password" %}', typed="secret-1")


def test_the_error_summary_leads_to_each_field_and_is_absent_without_errors():
    shown = drawn("{% error_summary errors %}", errors={"phone": "请填写手机号码。", "": "提交太频繁。"})
    assert 'href="#f-phone"' in shown and "有 2 处" in shown and "提交太频繁。" in shown
    assert drawn("{% error_summary errors %}", errors={}).strip() == ""


def test_choices_compare_as_text_and_groups_stay_groups():
    shown = drawn(
        '{% field "n" "数" type="select" choices=choices value=2 %}',
        choices=[("甲", [(1, "一"), (2, "二")]), (3, "三")],
    )
    assert '<optgroup label="甲">' in shown and '<option value="2" selected>' in shown
    assert '<option value="3">三</option>' in shown


def test_every_state_of_a_case_has_an_icon_and_its_word():
    for state, label in State.choices:
        assert state in STATE_LOOKS
        shown = drawn("{% state_tag state label %}", state=state, label=label)
        assert "<svg" in shown and label in shown


def test_the_clock_says_which_day_until_when_and_that_it_is_provisional():
    shown = drawn(
        '{% clock_card "承诺办结时限" spent=6 budget=20 due=due provisional=True why_url="/why/" %}',
        due=date(2026, 12, 18),
    )
    words = re.sub(r"<[^>]+>|\s", "", shown)
    assert "第6/20个工作日" in words and "预计2026年12月18日前办结（暂定）" in words and "为什么是这一天？" in words
    assert shown.count("<rect") == 20 and shown.count('class="spent"') == 6


def test_a_late_clock_says_by_how_much_and_never_draws_past_its_end():
    shown = drawn('{% clock_card "时限" spent=13 budget=10 due=due state="late" %}', due=date(2026, 12, 7))
    assert "已超过 3 个工作日" in shown and shown.count('class="spent"') == 10


def test_pages_keep_the_filters_in_the_address():
    shown = drawn("{% paginate page %}", page=Paginator(range(90), 20).get_page(2))
    assert "state=open&amp;page=3" in shown and "共 90 条" in shown
    assert drawn("{% paginate page %}", page=Paginator(range(9), 20).get_page(1)).strip() == ""


def test_what_people_typed_is_escaped_in_every_part():
    evil = "<script>alert(1)</script>"
    shown = drawn(
        "{% tag 'info' t %}{% crumb t %}{% notice 'info' title=t %}{{ t }}{% endnotice %}{% tabs tabs 'a' %}"
        "{% timeline entries %}{% field 'x' t value=t hint=t error=t %}"
        "{% confirm title=t action='/' button=t follows=follows %}{{ t }}{% endconfirm %}",
        t=evil,
        tabs=[("a", evil, "/")],
        entries=[{"title": evil, "text": evil, "by": evil}],
        follows=[evil],
    )
    assert evil not in shown and shown.count("&lt;script&gt;") >= 14


def test_one_time_messages_become_notices_with_a_word_for_their_kind(rf):
    request = rf.get("/")
    request.session = {}
    storage = FallbackStorage(request)
    storage.add(30, "材料还缺一件")
    shown = Template("{% one_time_messages %}").render(Context({"messages": storage}))
    assert "notice-warn" in shown and "材料还缺一件" in shown


# -- who sees which entries ------------------------------------------------------------------------------------------


def test_entries_without_a_page_are_left_out_and_the_nearest_is_current():
    entries = resolved(
        [Entry("登录", "account:sign-in"), Entry("我的", "account:mine"), Entry("没有", "account:nowhere")],
        "/account/sign-in/",
    )
    assert [(entry.label, entry.is_current) for entry in entries] == [("登录", True), ("我的", False)]


def test_the_first_page_of_a_door_is_current_only_on_itself():
    entries = [Entry("账户", "account:mine", is_root=True), Entry("修改密码", "account:password")]
    current = {
        path: [e.label for e in resolved(entries, path) if e.is_current] for path in ("/account/", "/account/x/")
    }
    assert current == {"/account/": ["账户"], "/account/x/": []}


def test_the_desk_shows_each_person_only_what_they_may_use(cast, monkeypatch):
    monkeypatch.setattr(
        navigation, "ENTRIES", tuple(Entry(e.label, "account:mine", e.permissions) for e in navigation.ENTRIES)
    )
    seen = {
        name: {e.label for e in navigation.entries(getattr(cast, name), "/desk/")} for name in ("xiaoli", "wushenji")
    }
    assert "窗口收件" in seen["xiaoli"] and "流水" not in seen["xiaoli"]
    assert seen["wushenji"] == {"流水", "流水校验"}
    assert navigation.entries(None, "/desk/") == []


def test_every_entry_of_the_desk_asks_a_known_permission():
    assert all(set(entry.permissions) <= set(Permission.values) for entry in navigation.ENTRIES)
    assert all(entry.permissions for entry in navigation.ENTRIES)


# -- what every answer carries ---------------------------------------------------------------------------------------


def test_every_answer_allows_only_what_the_site_itself_serves(rf):
    answer = ContentSecurityPolicyMiddleware(lambda request: HttpResponse())(rf.get("/"))
    assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY and "default-src 'self'" in CONTENT_SECURITY_POLICY


def test_a_session_is_renewed_by_use_but_not_by_every_page(rf):
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.session = {"_auth_user_id": "1"}
    SessionRenewalMiddleware(lambda request: HttpResponse())(request)
    first = request.session["renewed_at"]
    request.session["renewed_at"] = first - 10
    SessionRenewalMiddleware(lambda request: HttpResponse())(request)
    assert request.session["renewed_at"] == first - 10
    request.session["renewed_at"] = first - 61
    SessionRenewalMiddleware(lambda request: HttpResponse())(request)
    assert request.session["renewed_at"] >= first


def test_a_refusal_becomes_a_page_with_its_sentence_and_a_way_back(client, rf):
    request = rf.get("/", headers={"Referer": "http://testserver/account/?a=1"})
    answer = RefusalMiddleware(lambda r: HttpResponse()).process_exception(request, Refusal("no", "该事项已暂停办理。"))
    assert answer.status_code == 409
    assert "该事项已暂停办理。" in answer.content.decode() and 'href="/account/?a=1"' in answer.content.decode()
    stranger = rf.get("/", headers={"Referer": "http://elsewhere.example/x"})
    answer = RefusalMiddleware(lambda r: HttpResponse()).process_exception(stranger, Refusal("no", "不行。"))
    assert "elsewhere" not in answer.content.decode()


def test_what_one_may_not_know_and_what_is_not_there_look_alike(client, rf):
    with pytest.raises(Http404):
        RefusalMiddleware(lambda r: HttpResponse()).process_exception(rf.get("/"), Unknown())
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404 and "没有找到这个页面" in answer.content.decode()


def test_a_fault_still_has_a_page(client):
    assert "系统出了问题" in Template("{% include '500.html' %}").render(Context({}))


# -- how it is shown -------------------------------------------------------------------------------------------------


def test_elder_mode_is_one_click_without_a_script_and_leads_back(client):
    assert 'class="elder"' not in client.get("/account/sign-in/").content.decode()
    answer = client.get("/account/elder/?on=1&next=/account/register/%3Fkind%3Dlegal")
    assert answer.status_code == 302 and answer["Location"] == "/account/register/?kind=legal"
    assert 'class="elder"' in client.get("/account/sign-in/").content.decode()
    client.get("/account/elder/?on=0&next=/")
    assert 'class="elder"' not in client.get("/account/sign-in/").content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_off_the_site(client, elsewhere):
    assert client.get("/account/elder/", {"on": "1", "next": elsewhere})["Location"] == "/"


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("mode", "least"), [("", 4.5), ("elder", 7.0)])
def test_text_stands_out_from_its_ground(mode, least):
    source = (STYLES / "tokens.css").read_text()
    blocks = dict(re.findall(r"^(:root|\.elder|\.desk) \{(.*?)^\}", source, re.S | re.M))
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[":root"]))
    if mode:
        colours |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[f".{mode}"]))
    pairs = [(ink, ground) for ink in ("ink", "ink-soft", "accent", "error") for ground in ("paper", "ground", "wash")]
    pairs += [
        ("ink-faint", "paper"),
        ("ink-faint", "neutral-wash"),
        ("on-accent", "accent"),
        ("on-accent", "accent-deep"),
    ]
    pairs += [(tone, f"{tone}-wash") for tone in ("success", "warn", "error")]
    pairs += [("accent-deep", "accent-wash"), ("ink-soft", "neutral-wash"), ("warn", "paper"), ("ink", "error-wash")]
    weak = {pair: round(_contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}
