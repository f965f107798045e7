"""What a citizen finds: the front page, the service column, an item's five sub-columns, results, progress, limits."""

import functools
import re
import shutil
from datetime import date, timedelta
from urllib.parse import quote

import pytest
import yaml
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from tests.cases.conftest import county, walk_in
from tests.cases.county import DATA, MORNING, county_item, days_later, keep_time, licence, publish
from tests.cast import Cast
from zhengtong.cases import actions
from zhengtong.cases.models import Case
from zhengtong.catalog.choices import ItemState
from zhengtong.catalog.models import ServiceItem
from zhengtong.forms.actions import load_forms
from zhengtong.foundation.refs import case_ref
from zhengtong.org.models import Delegation, Unit
from zhengtong.org.queries import id_index

__all__ = ["county"]

TABS = ["办事指南", "表格下载", "网上咨询", "网上申请", "结果反馈"]
COLUMNS = ("", "forms/", "consult/", "apply/", "results/")


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()
    yield
    cache.clear()


@functools.cache
def county_items() -> list[dict]:
    return [county_item(path.stem) for path in sorted((DATA / "items").glob("*.yaml"))]


@pytest.fixture
def catalogue(cast: Cast) -> list[dict]:
    """Every item of the demo county, in force; two of them cancelled."""
    for row in yaml.safe_load((DATA / "units.yaml").read_text()):
        if row["code"] not in cast.units and row["number"] not in {unit.number for unit in cast.units.values()}:
            cast.units[row["code"]] = Unit.objects.create(
                code=row["code"],
                number=row["number"],
                name=row["name"],
                short_name=row["short_name"],
                kind=row["kind"],
                region=cast.region("360829000000"),
                path=f"{row['code']}/",
            )
    contents = county_items()
    for content in contents:
        item = publish(content).item
        if content["state"] == "cancelled":
            item.state = ItemState.CANCELLED
            item.cancelled_on = date.fromisoformat(content["cancelled_on"])
            item.cancel_basis = content["cancel_basis"]
            item.save()
    return contents


def words(response) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", "", strip_tags(response.content.decode()))


def tabs(response) -> list[str]:
    row = re.search(r'data-element="tabs".*?</nav>', response.content.decode(), re.S)
    return re.findall(r'data-element="tab-\w+">([^<]+)', row[0]) if row else []


# --- the catalogue ---


def test_every_item_opens_in_exactly_five_sub_columns(client, catalogue):
    assert len(catalogue) > 75
    for content in catalogue:
        for column in COLUMNS:
            page = client.get(f"/items/{content['code']}/{column}")
            assert page.status_code == 200, (content["code"], column)
            assert tabs(page) == TABS
        assert content["name"] in page.content.decode()


def test_the_front_page_counts_what_is_there(client, catalogue):
    in_force = [content for content in catalogue if content["state"] == "active"]
    online = sum(content["apply"]["online"] for content in in_force)
    page = words(client.get("/hall/"))
    assert f"{len(in_force)}项公开事项" in page or f"公开事项{len(in_force)}项" in page
    assert f"网上可办{online}项" in page
    assert "遇到困难8项" in page
    assert "被处罚" not in page  # a penalty is nothing to apply for
    assert "横龙镇" in page


def test_an_empty_county_says_so_on_the_front_page(client, cast):
    page = words(client.get("/hall/"))
    assert "还没有公开的事项" in page
    assert "公开事项0项" in page


def test_the_column_narrows_by_everything_at_once(client, catalogue):
    page = client.get("/services/", {"family": "power", "kind": "payment", "unit": "MZ", "place": "village"})
    rows = re.findall(r'href="/items/([\w-]+)/"', page.content.decode())
    wanted = [
        content["code"]
        for content in catalogue
        if content["kind"] == "payment"
        and content["unit"] == "MZ"
        and content["places"]["village_agent"]
        and content["legacy_kind"] is None  # what 2013 called 便民服务 stands in the third list
    ]
    assert sorted(rows) == sorted(wanted) != []
    said = words(page)
    assert all(chip in said for chip in ("行政给付", "县民政局", "村级代办"))


def test_every_choice_of_the_navigation_leads_to_as_many_items_as_it_says(client, catalogue):
    page = client.get("/services/", {"q": "许可", "audience": "natural"}).content.decode()
    navigation = page[page.index('data-element="facets"') :]
    links = re.findall(r'href="([^"]+)"(?! aria-current)><span>[^<]+</span> <span class="count">(\d+)<', navigation)
    assert len(links) > 15
    for url, count in links[::4]:
        assert f"共{count}项" in words(client.get(url.replace("&amp;", "&")))


def test_cancelled_items_are_found_apart_and_say_why(client, catalogue):
    assert "木材运输证核发" not in words(client.get("/services/", {"unit": "LY"}))
    assert "查看已取消的事项" in words(client.get("/services/", {"q": "木材运输证"}))
    listed = words(client.get("/services/", {"state": "cancelled"}))
    assert "木材运输证核发" in listed and "再生育审批" in listed and "已取消" in listed
    page = words(client.get("/items/LY-XK-0037/"))
    assert "2020年7月1日" in page and "森林法（2019年修订" in page
    assert "已经取消，不再受理" in words(client.get("/items/LY-XK-0037/apply/"))


def test_a_township_shows_where_to_go(client, catalogue):
    page = words(client.get("/services/", {"town": "360829103000"}))
    assert "横龙镇：在家门口办" in page
    assert client.get("/services/", {"town": "999999999999"}).status_code == 404


def test_nothing_found_says_what_to_do(client, catalogue):
    assert "没有找到合适的事项" in words(client.get("/services/", {"q": "飞船驾照"}))
    assert "这些条件下没有事项" in words(client.get("/services/", {"unit": "MZ", "kind": "penalty"}))
    assert client.get("/services/", {"page": "９９９", "kind": "<script>", "level": "'"}).status_code == 200


def _queries(client, url, django_assert_max_num_queries) -> int:
    with django_assert_max_num_queries(40) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_pages_ask_the_database_no_more_when_there_is_more(client, catalogue, django_assert_max_num_queries):
    def asked(url):
        return _queries(client, url, django_assert_max_num_queries)

    client.get("/services/")
    assert asked("/services/?unit=SF") == asked("/services/") <= 5
    assert asked("/items/SL-XK-0039/") == asked("/items/SC-XK-0003/") <= 5
    assert asked("/items/MZ-JF-0018/") == asked("/items/CL-QR-0022/") <= 6  # the township centres are counted too
    many = asked("/hall/")
    ServiceItem.objects.exclude(code__startswith="MZ").update(state=ItemState.CANCELLED)
    cache.clear()
    assert asked("/hall/") == many <= 5


# --- one item ---


def test_the_guide_answers_first_and_then_tells_everything(client, catalogue):
    page = words(client.get("/items/MZ-JF-0018/"))
    content = next(content for content in catalogue if content["code"] == "MZ-JF-0018")
    for told in (
        "谁可以办自然人",
        "承诺20个工作日",
        "法定30个工作日",
        "不收费",
        f"{len(content['materials'])}项材料",
        "网上可以申请，不用到现场",
        content["phone"],
        content["supervise_phone"],
        "第1版，2025年9月15日发布",
        content["remedy"]["review"]["organ"],
        *(basis["law"] for basis in content["bases"]),
        *(material["name"] for material in content["materials"]),
        *(step["name"] for step in content["steps"]),
        *(result["name"] for result in content["results"]),
        *(one["q"] for one in content["faq"]),
    ):
        assert re.sub(r"\s+", "", told) in page
    assert (
        '<svg xmlns="http://www.w3.org/2000/svg" class="flow-chart"'
        in client.get("/items/MZ-JF-0018/").content.decode()
    )


def test_a_penalty_shows_its_measure_and_cannot_be_applied_for(client, catalogue):
    guide = client.get("/items/JT-CF-0102/")
    assert "可以处3万元以下罚款" in words(guide) and "申请材料" not in words(guide)
    assert "本事项由行政机关依职权实施，不接受申请" in words(client.get("/items/JT-CF-0102/apply/"))
    assert "没有申请表格" in words(client.get("/items/JT-CF-0102/forms/"))
    assert "没有办件可查" in words(client.get("/items/JT-CF-0102/results/"))


def test_an_item_nobody_published_is_not_there(client, cast):
    for column in (*COLUMNS, "versions/", "versions/1/", "forms/1/"):
        assert client.get(f"/items/XX-XK-0001/{column}").status_code == 404


def test_versions_tell_their_changes_in_plain_words(client, county):
    old = licence()
    publish({**old, "phone": "0796-0000000", "materials": old["materials"][:-1]}, number=2)
    page = words(client.get("/items/MZ-XK-0026/versions/"))
    assert "改了2处" in page and "咨询电话" in page and "0796-0000000" in page and "删去" in page
    first = words(client.get("/items/MZ-XK-0026/versions/1/"))
    assert "这是以前的版本" in first and "照片" in first
    assert client.get("/items/MZ-XK-0026/versions/9/").status_code == 404


def test_blank_forms_come_as_sheets_to_print(client, county, tmp_path):
    shutil.copy(DATA / "forms" / "general-enterprise.yaml", tmp_path)
    load_forms(tmp_path, by="system", at=MORNING)
    publish({**licence(), "form": "general-enterprise"}, number=2)
    page = client.get("/items/MZ-XK-0026/forms/")
    assert "MZ-XK-0026-B01" in words(page) and "申请书" in words(page)
    pdf = client.get("/items/MZ-XK-0026/forms/1/")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    assert quote("申请书.pdf") in pdf["Content-Disposition"]
    assert client.get("/items/MZ-XK-0026/forms/2/").status_code == 404  # 身份证明 has no blank form


# --- applying ---


def test_applying_asks_to_sign_in_first(client, county):
    page = client.get("/items/MZ-XK-0026/apply/").content.decode()
    assert "/account/sign-in/?next=/items/MZ-XK-0026/apply/" in page or "next=%2Fitems%2FMZ-XK-0026%2Fapply%2F" in page
    assert "/apply/MZ-XK-0026/start/" not in page


def test_whoever_is_signed_in_starts_for_oneself_or_for_who_consented(client, county):
    consent = {
        "principal_name": "张桂兰",
        "principal_id_type": "111",
        "principal_id_number": "360829195803140068",
        "principal_id_index": id_index("360829195803140068"),
        "principal_phone": "19900100001",
        "agent": county.liming.user,
        "method": "online",
        "consented_at": MORNING,
    }
    Delegation.objects.create(ref="WT0001", valid_until=date(2099, 1, 1), **consent)
    Delegation.objects.create(ref="WT0002", valid_until=date(2020, 1, 1), **consent)
    Delegation.objects.create(ref="WT0003", valid_until=date(2099, 1, 1), item_code="SL-XK-0039", **consent)
    client.force_login(county.liming.user)
    page = client.get("/items/MZ-XK-0026/apply/").content.decode()
    assert 'action="/apply/MZ-XK-0026/start/"' in page and "csrfmiddlewaretoken" in page
    assert 'value="WT0001"' in page and "张*兰" in page and "张桂兰" not in page
    assert "WT0002" not in page and "WT0003" not in page


def test_an_item_for_others_or_for_the_window_says_so(client, county):
    publish({**licence(), "audience": ["natural"]}, number=2)
    client.force_login(county.qingfeng.user)
    assert "服务对象是自然人" in words(client.get("/items/MZ-XK-0026/apply/"))
    apply = {**licence()["apply"], "online": False, "visits": 1, "visits_reason": "须本人到场"}
    publish({**licence(), "apply": apply}, number=3)
    page = words(Client().get("/items/MZ-XK-0026/apply/"))
    assert "本事项要到窗口办理" in page and "须本人到场" in page


# --- progress ---


def look_up(client: Client, case: Case, code: str | None = None):
    return client.post("/progress/", {"ref": case.ref, "code": code or case.query_code})


def other_code(case: Case) -> str:
    return f"{(int(case.query_code) + 1) % 1_000_000:06d}"


def test_the_right_code_shows_how_far_it_is(client, county):
    case = actions.accept_case(walk_in(county).ref, by=county.xiaoli, at=MORNING)
    assert look_up(client, case).url == f"/progress/{case.ref}/"
    page = words(client.get(f"/progress/{case.ref}/"))
    assert "关于张*兰的社会团体成立登记" in page and "张桂兰" not in page
    for told in ("已受理", "材料审查", "交通会签", "为什么是这一天", "法定时限", "办理记录"):
        assert told in page
    assert county.zhangayi.id_number not in page and county.zhangayi.phone not in page


def test_the_reason_of_the_day_adds_up_for_both_limits(client, county):
    case = actions.accept_case(walk_in(county).ref, by=county.xiaoli, at=MORNING)
    look_up(client, case)
    promised = client.get(f"/progress/{case.ref}/why/")
    # 2025-09-15 accepted, ten working days, 09-28 a makeup Sunday
    assert "2025年9月28日" in words(promised)
    assert promised.content.decode().count("day-counted") == 10
    statutory = client.get(f"/progress/{case.ref}/why/", {"limit": "statutory"})
    assert "2025年10月17日" in words(statutory)
    assert statutory.content.decode().count("day-counted") == 20
    assert client.get(f"/progress/{case.ref}/why/", {"limit": "nonsense"}).status_code == 200


def test_a_wrong_code_and_a_number_that_does_not_exist_are_answered_alike(client, county):
    case = walk_in(county)
    unknown = case_ref("360829", "007", "XK", date(2025, 9, 15), 99999)
    wrong = look_up(client, case, other_code(case))
    absent = client.post("/progress/", {"ref": unknown, "code": "123456"})
    assert wrong.status_code == absent.status_code == 404
    assert words(wrong).replace(case.ref, "") == words(absent).replace(unknown, "")
    assert "没有找到对应的办件" in words(wrong)


def test_progress_opens_only_for_whoever_showed_the_code(client, county):
    case = walk_in(county)
    for address in (f"/progress/{case.ref}/", f"/progress/{case.ref}/why/"):
        assert client.get(address).url == f"/progress/?ref={case.ref}"
    look_up(client, case)
    assert client.get(f"/progress/{case.ref}/").status_code == 200
    assert client.get(f"/progress/{case.ref}/why/").status_code == 404  # no handling clock before acceptance
    assert Client().get(f"/progress/{case.ref}/").status_code == 302


def test_a_number_copied_with_blanks_and_full_width_digits_is_understood(client, county):
    case = walk_in(county)
    spaced = f" {case.ref[:9]} {case.ref[9:]} "
    full_width = case.query_code.translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert client.post("/progress/", {"ref": spaced, "code": full_width}).status_code == 302


def test_guessing_codes_is_stopped(client, county):
    case = walk_in(county)
    for _ in range(10):
        assert look_up(client, case, other_code(case)).status_code == 404
    stopped = look_up(Client(REMOTE_ADDR="10.9.8.7"), case)  # even the right code, even from elsewhere
    assert stopped.status_code == 429 and "次数太多" in words(stopped)


def test_an_empty_look_up_says_what_is_missing(client, county):
    page = client.post("/progress/", {"ref": "", "code": ""})
    assert page.status_code == 400
    assert "请填写办件编号" in words(page) and "请填写查询密码" in words(page)


def test_progress_costs_the_same_however_much_has_happened(client, county, django_assert_max_num_queries):
    young = actions.accept_case(walk_in(county).ref, by=county.xiaoli, at=MORNING)
    old = finished_case(county)
    look_up(client, young), look_up(client, old)
    client.get(f"/progress/{old.ref}/")

    def asked(case):
        return _queries(client, f"/progress/{case.ref}/", django_assert_max_num_queries)

    assert abs(asked(old) - asked(young)) <= 1 and asked(old) <= 12


# --- results ---


def finished_case(county: Cast, **person) -> Case:
    """A case from the window to the result, granted within a week."""
    ref = walk_in(county, **person).ref
    actions.accept_case(ref, by=county.xiaoli, at=MORNING)
    actions.complete_step(ref, result="approved", opinion="材料属实", by=county.wangkezhang, at=days_later(1))
    for reviewer in (county.laozhou, county.wangkezhang):
        actions.complete_step(ref, result="approved", opinion="同意", by=reviewer, at=days_later(2))
    actions.decide_case(ref, kind="granted", opinion="准予", by=county.liujuzhang, at=days_later(3))
    number = f"赣社证{ref[-6:]}"
    actions.issue_certificate(
        ref, number=number, valid_from=date(2025, 9, 18), valid_to=None, by=county.wangkezhang, at=days_later(3)
    )
    return actions.finish_case(ref, summary="准予登记", by=county.wangkezhang, at=days_later(3))


def test_results_are_public_with_names_and_numbers_masked(client, county):
    case = finished_case(county)
    company = finished_case(
        county, kind="legal", name="安福县青枫示例茶业有限公司", id_type="001", id_number="91360829MAFT00019T"
    )
    page = words(client.get("/items/MZ-XK-0026/results/"))
    assert "张*兰" in page and "张桂兰" not in page
    assert company.applicant_name in page  # a legal person's name is public
    assert case.ref not in page and f"{case.ref[:-6]}******" in page
    assert "准予" in page and "2025-09-18" in page


def test_results_open_by_number_and_identity(client, county):
    case = finished_case(county)
    url = "/items/MZ-XK-0026/results/"
    wrong = client.post(url, {"ref": case.ref, "id_number": "360829199003070012"})
    assert wrong.status_code == 404 and "没有找到对应的办件" in words(wrong)
    right = client.post(url, {"ref": case.ref, "id_number": county.zhangayi.id_number.lower()})
    assert right.url == f"/progress/{case.ref}/"
    assert "准予登记" in words(client.get(right.url))


def test_ratings_are_counted_and_silence_is_not_praise(client, county):
    case = finished_case(county)
    before = words(client.get("/items/MZ-XK-0026/results/"))
    assert "还没有评价" in before
    finished_case(county)
    actions.rate_case(case.ref, satisfaction="dissatisfied", text="慢", by=county.zhangayi.user, at=days_later(4))
    page = words(client.get("/items/MZ-XK-0026/results/"))
    assert "1人作了评价，1人还没有评价（不计为满意）" in page and "不满意1人" in page


def test_the_month_on_the_front_page_leads_to_its_cases(client, county, monkeypatch):
    finished_case(county)
    monkeypatch.setattr("django.utils.timezone.now", lambda: days_later(5))
    assert "本月办结1件" in words(client.get("/hall/"))
    page = words(client.get("/results/"))
    assert "共1件" in page and "社会团体成立登记" in page and "张桂兰" not in page
    monkeypatch.setattr("django.utils.timezone.now", lambda: days_later(5) + timedelta(days=40))
    assert "本月还没有办结的办件" in words(client.get("/results/"))


# --- the calculator ---


@pytest.fixture
def calendar(db):
    keep_time()


def calculate(client: Client, **asked: str):
    return client.get("/calculator/", {"unit": "wd", **asked})


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ({"start": "2025-09-26", "amount": "5"}, "2025年10月10日"),
        ({"start": "2026-02-13", "amount": "１"}, "2026年2月14日"),  # a makeup Saturday, a full-width digit
        ({"start": "2025-11-26", "amount": "3", "unit": "d"}, "2025年12月1日"),  # the third day is a Saturday
        ({"start": "2025-01-31", "amount": "1", "unit": "m"}, "2025年2月28日"),
        ({"start": "2025-11-03", "amount": "5", "extend": "5"}, "2025年11月17日"),
        (
            {"start": "2025-11-03", "amount": "5", "from1": "2025-11-05", "until1": "2025-11-12", "ground1": "hearing"},
            "2025年11月17日",
        ),
        ({"start": "2025-11-03", "time": "16:30", "amount": "2", "unit": "wh"}, "2025年11月4日09:30"),
    ],
)
def test_the_calculator_names_the_day_and_explains_every_one(client, calendar, asked, due):
    page = calculate(client, **asked)
    assert page.status_code == 200
    assert f"{due}" in words(page)
    assert 'data-element="days"' in page.content.decode()


def test_past_the_published_holidays_a_day_is_provisional(client, calendar):
    page = words(calculate(client, start="2026-12-24", amount="20"))
    assert "（暂定）" in page and "最早可能是" in page


def test_a_suspension_without_end_has_no_day(client, calendar):
    page = words(calculate(client, start="2025-11-03", amount="5", from1="2025-11-05", ground1="testing"))
    assert "暂时算不出" in page and "恢复日期未定" in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"amount": "5"}, "请填写起算日"),
        ({"start": "2025-02-30", "amount": "5"}, "“2025-02-30”不是真实存在的日期"),
        ({"start": "昨天", "amount": "5"}, "“昨天”不是真实存在的日期"),
        ({"start": "2025-09-26"}, "请填写期限的数量"),
        ({"start": "2025-09-26", "amount": "-3"}, "须为大于零的整数"),
        ({"start": "2025-09-26", "amount": "0"}, "须为大于零的整数"),
        ({"start": "2025-09-26", "amount": "五"}, "“五”不是整数"),
        ({"start": "2025-09-26", "amount": "2.5"}, "“2.5”不是整数"),
        ({"start": "2025-09-26", "amount": "99999999999999"}, "过长"),
        ({"start": "2025-09-26", "amount": "501"}, "最多计算500个工作日"),
        ({"start": "2025-09-26", "amount": "5", "unit": "年"}, "请选择期限的单位"),
        ({"start": "2025-09-26", "amount": "2", "unit": "wh"}, "要填写起算的时刻"),
        ({"start": "2025-09-26", "amount": "2", "unit": "wh", "time": "25:00"}, "“25:00”不是时刻"),
        ({"start": "2025-09-26", "amount": "5", "extend": "-1"}, "须为大于零的整数"),
        ({"start": "1899-01-01", "amount": "5"}, "不在工作日历的范围内"),
        ({"start": "2025-09-26", "amount": "5", "from1": "2025-09-29"}, "请选择停止计时的事由"),
        ({"start": "2025-09-26", "amount": "5", "ground1": "hearing"}, "请填写停止计时的第一天"),
        ({"start": "2025-09-26", "amount": "5", "from1": "2025-09-29", "ground1": "现场核查"}, "不能暂停计时"),
        ({"start": "2025-09-26", "amount": "5", "from1": "2025-09-01", "ground1": "hearing"}, "早于起算日"),
        (
            {"start": "2025-09-26", "amount": "5", "from1": "2025-09-29", "until1": "2025-09-28", "ground1": "hearing"},
            "早于暂停日期",
        ),
    ],
)
def test_the_calculator_says_what_cannot_be_meant(client, calendar, asked, sentence):
    page = calculate(client, **asked)
    assert page.status_code == 400
    assert sentence in words(page)
    assert 'data-element="days"' not in page.content.decode()
    if asked.get("amount") and asked["amount"] != "5":
        assert f'value="{asked["amount"]}"' in page.content.decode()  # what was typed is not lost


def test_rows_for_suspensions_are_added_without_a_script(client, calendar):
    page = client.get("/calculator/", {"start": "2025-09-26", "amount": "5", "unit": "wd", "rows": "1", "more": "1"})
    body = page.content.decode()
    assert page.status_code == 200 and 'name="from2"' in body and 'value="2025-09-26"' in body
    assert 'name="from9"' not in client.get("/calculator/", {"rows": "99999"}).content.decode()


def test_an_answer_can_be_sent_on(client, calendar):
    page = calculate(client, start="2025-09-26", amount="5").content.decode()
    link = re.search(r'href="http://[^/]+(/calculator/[^"]+)" data-element="share"', page)[1].replace("&amp;", "&")
    assert "2025年10月10日" in words(client.get(link))


def test_without_a_calendar_the_calculator_says_so(client, db):
    from zhengtong.timers.queries import forget_calendar

    forget_calendar()
    page = client.get("/calculator/", {"start": "2025-09-26", "amount": "5"})
    assert page.status_code == 200
    assert "现在不能计算" in words(page) and "尚未录入工作日历" in words(page)
