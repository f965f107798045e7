"""What an attacker tries at the doors is answered with a sentence, changes nothing and shows nobody else's matters."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.doors import ground
from zhengtong.cases import actions, queries, rules
from zhengtong.cases.models import Case
from zhengtong.files.rules import identify
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry

pytestmark = pytest.mark.django_db
NULL = "\0"


@pytest.fixture
def there(cast, monkeypatch, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return ground.lay(cast)


@pytest.fixture
def door(cast):
    """`door("xiaoli")` is the browser of 小李; nobody's without a name. It shows server errors as pages."""

    def of(name: str = "") -> Client:
        browser = Client(raise_request_exception=False)
        if name:
            browser.force_login(getattr(cast, name).user)
        return browser

    return of


# --- text that is no text ---


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("", "/items/a%00b/"),
        ("", "/services/?q=a%00b"),
        ("", "/services/?town=a%00b"),
        ("", "/services/?level=%00"),
        ("", "/consult/letters/a%00b/"),
        ("", "/files/a%00b/"),
        ("zhangayi", "/my/cases/a%00b/"),
        ("zhangayi", "/apply/a%00b/form/"),
        ("zhangayi", "/account/delegations/add/?item=a%00b"),
        ("xiaoli", "/desk/cases/a%00b/"),
        ("xiaoli", "/desk/cases/?q=%00"),
        ("zhouanquan", "/desk/org/people/?unit=a%00b"),
    ],
)
def test_a_null_character_in_an_address_goes_no_further(door, cast, who, address):
    answer = door(who).get(address)
    assert answer.status_code == 400
    assert 'data-code="unreadable-text"' in answer.content.decode()


def test_a_null_character_in_a_form_is_refused_and_nothing_is_written(door, there):
    before = Entry.objects.count()
    for who, address, field in (
        ("", "/account/register/", "region"),
        ("", f"/consult/{there['item']}/", "letter-token"),
        ("zhangayi", f"/apply/{there['draft']}/materials/", "remove-file"),
        ("xiaoli", f"/desk/cases/{there['ref']}/void/", "reason"),
    ):
        answer = door(who).post(address, {field: f"a{NULL}b"})
        assert (address, answer.status_code) == (address, 400)
    assert door().post("/account/register/", {f"na{NULL}me": "x"}).status_code == 400
    assert Entry.objects.count() == before


def test_a_session_cookie_that_cannot_be_ours_is_nobodys_session(door, cast):
    browser = door()
    browser.cookies[settings.SESSION_COOKIE_NAME] = NULL * 32
    assert browser.get("/my/").status_code == 302


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"xx"),
        ("multipart/form-data; boundary=", b"x"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"a=1"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(6000))),
        ("application/x-www-form-urlencoded", b"a=" + b"x" * 6_000_000),
    ],
)
def test_a_body_that_cannot_be_read_is_answered_in_chinese(cast, content_type, body):
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    browser.get("/account/sign-in/")
    key = {"X-CSRFToken": browser.cookies["csrftoken"].value}
    answer = browser.generic("POST", "/account/sign-in/", body, content_type, headers=key)
    assert answer.status_code == 400
    assert "这次提交无法识别" in answer.content.decode()


def test_a_body_that_is_no_utf8_is_read_as_far_as_it_goes(door, cast):
    answer = door().generic(
        "POST", "/account/sign-in/", b"username=%FF%FE&\xff\xfe=1&password=x", "application/x-www-form-urlencoded"
    )
    assert answer.status_code == 409


def test_a_method_an_address_does_not_take_is_told_in_words(door, cast):
    answer = door("zhangayi").get("/account/sign-out/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "请从页面上的按钮操作" in answer.content.decode()


# --- numbers and days nobody would type ---


CURSORS = [
    f"{due}_{pk}"
    for due in ("", "2026-13-45T00:00:00+08:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "²")
    for pk in ("1", "²", "9" * 5000, "9" * 24, "٣", "-1")
]


def test_an_absurd_place_in_the_inbox_shows_the_inbox(door, there):
    browser = door("xiaoli")
    assert {browser.get("/desk/", {"scope": "all", "after": cursor}).status_code for cursor in CURSORS} == {200}


def test_an_absurd_number_beside_a_material_is_refused(door, there):
    draft = f"/apply/{there['draft']}/materials/"
    for order in ("²", "9" * 5000, "9" * 24, "-1", ""):
        assert door("zhangayi").post(draft, {"remove-file": f"file-{order}:x"}).status_code == 404


@pytest.mark.parametrize("wanted", ["evil", "desk:inbox", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere_after_choosing_how_pages_look(door, cast, wanted):
    answer = door().get("/account/elder/", {"on": "1", "next": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


# --- steps out of order ---


def test_an_act_the_item_does_not_know_is_refused_without_a_form(door, there):
    """The page of the act could not even be drawn: what it asks about is not in the guide."""
    item = Case.objects.get(ref=there["ref"]).version
    item.content["limits"]["extension"] = None
    type(item).objects.filter(pk=item.pk).update(content=item.content)
    queries.guide.cache_clear()
    answer = door("wangkezhang").post(
        f"/desk/cases/{there['ref']}/request_extension/", {"days": "5", "reason": "需要进一步核实"}
    )
    assert answer.status_code == 409
    assert 'data-code="no-extension"' in answer.content.decode()


def test_what_a_clerk_notes_about_a_material_fits_its_place(cast):
    rules.check_mark("checked", "1", 999, "x" * 300)
    for state, taken, copies, remark in (
        ("granted", "1", 1, ""),
        ("checked", "12", 1, ""),
        ("checked", "1", 40_000, ""),
        ("checked", "1", -1, ""),
        ("checked", "1", 1, "x" * 301),
    ):
        with pytest.raises(Refusal):
            rules.check_mark(state, taken, copies, remark)


def test_what_is_told_to_correct_has_an_end():
    told = rules.check_correction([{"material": "身份证", "problem": "字" * 500}], was_told=False)
    assert len(told) == 1
    with pytest.raises(Refusal) as refused:
        rules.check_correction([{"material": "身份证", "problem": "字" * 501}], was_told=False)
    assert refused.value.code == "long-problem"


def test_an_entry_longer_than_its_place_is_refused_and_leaves_no_trace(cast, there):
    """Beside the page's own `maxlength`, which an attacker never sees."""
    at = ground.NOON + timedelta(hours=1)
    for who in (cast.wangkezhang, cast.wangkezhang, cast.liujuzhang):
        case = Case.objects.get(ref=there["ref"])
        if case.steps.filter(state="open", kind="review").exists():
            actions.complete_step(case.ref, result="approved", opinion="材料属实", by=who, at=at)
    before = Entry.objects.count()
    with pytest.raises(Refusal) as refused:
        actions.decide_case(case.ref, kind="granted", opinion="同意", reasons="长" * 501, by=cast.liujuzhang, at=at)
    assert (refused.value.code, refused.value.field) == ("too-long", "reasons")
    assert Entry.objects.count() == before
    actions.decide_case(case.ref, kind="granted", opinion="同意", by=cast.liujuzhang, at=at)
    with pytest.raises(Refusal) as refused:
        number = "证" * 61
        actions.issue_certificate(
            case.ref, number=number, valid_from=at.date(), valid_to=None, by=cast.wangkezhang, at=at
        )
    assert (refused.value.code, refused.value.field) == ("too-long", "number")


# --- what stays behind ---


@pytest.mark.parametrize(
    ("who", "address"), [("xiaoli", "/desk/"), ("xiaoli", "/desk/cases/{ref}/"), ("zhangayi", "/items/{item}/")]
)
def test_what_somebody_signed_in_was_shown_stays_in_no_cache(door, there, who, address):
    answer = door(who).get(address.format(**there))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


def test_signing_out_ends_the_session_wherever_it_was_used(door, cast):
    browser = door("zhangayi")
    stolen = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert browser.get("/my/").status_code == 200
    browser.post("/account/sign-out/")
    thief = door()
    thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert thief.get("/my/").status_code == 302
    # No process may remember a session for itself: another one would go on serving it.
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"


# --- files ---


def packed(method: int, damage: int | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>" * 20)
        archive.writestr("word/document.xml", b"<a/>" * 50)
    data = bytearray(out.getvalue())
    if damage is not None:
        data[damage] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_document_packed_as_no_document_is_packed_is_not_taken(method):
    content = packed(method)
    with pytest.raises(Refusal) as refused:
        identify(io.BytesIO(content), "申请书.docx", len(content))
    assert refused.value.code == "file-damaged"


def test_a_document_damaged_anywhere_is_taken_or_refused_but_never_a_fault():
    whole = packed(zipfile.ZIP_DEFLATED)
    for place in range(4, len(whole)):
        content = packed(zipfile.ZIP_DEFLATED, place)
        try:
            identify(io.BytesIO(content), "申请书.docx", len(content))
        except Refusal as refusal:
            assert refusal.code in ("file-damaged", "file-mismatch", "file-bomb", "file-macro")
