"""省级对接 as people see it: who looks, who acts, and that it never says more than is so."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exchange.province.acts import Province, collect_all, outside, send_all, states, write
from zhengtong.exchange.models import ProvinceMessage, Reconciliation
from zhengtong.exchange.province import codes
from zhengtong.exchange.province.rules import row_guid

pytestmark = pytest.mark.django_db(transaction=True)
GUID = row_guid("matter", "360829permits:1")
LINK = "oversight:province"


@pytest.fixture
def province(tmp_path, settings):
    platform = Province(tmp_path / "province.jsonl")
    platform.start()
    settings.PROVINCE_URL = platform.url
    yield platform
    platform.kill()


def browser(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def rejected(province, cast):
    outside("1", "received", "accepted")
    write("card.issued", "JC1", unit="JT", item_name="客运许可", level="yellow")
    collect_all()
    province.control(mode="reject", code=codes.UNKNOWN_UNIT, object_id="360829permits:1")
    send_all()
    province.control(mode="accept")


def page(client: Client, name: str = LINK, *args) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_county_without_a_province_says_so(cast, settings):
    settings.PROVINCE_URL = ""
    said = page(browser(cast.heshuju))
    assert "尚未接入省平台" in said and "模拟平台" not in said and "测试连接" not in said
    assert "尚未接入省平台" in page(browser(cast.heshuju), "oversight:province-messages")


def test_the_page_shows_rejects_counts_receipts_and_that_it_is_a_simulator(rejected, cast):
    said = page(browser(cast.heshuju))
    assert "模拟平台" in said and "不代表已经报送省里" in said
    assert "单位未在省平台登记" in said and "360829permits:1" in said
    assert "已接收" in said and "JX" in said
    assert "测试连接" in said


def test_who_only_supervises_looks_and_does_not_act(rejected, cast):
    client = browser(cast.linjiancha)
    assert "360829permits:1" in page(client) and "测试连接" not in page(client)
    assert 'data-element="resend"' not in page(client, "oversight:province-message", GUID, 1)
    for name, args in (
        ("resend", (GUID, 1)),
        ("abandon", (GUID, 1)),
        ("test", ()),
        ("reconcile", ()),
        ("repair", (1,)),
    ):
        assert client.post(reverse(f"oversight:province-{name}", args=args)).status_code == 404
    assert states()["rejected"] == 1


def test_a_units_supervisor_sees_the_messages_of_the_own_unit_alone(rejected, cast):
    client = browser(cast.mzjiancha)
    listed = page(client, "oversight:province-messages")
    assert "360829permits:1" in listed and "360829JC1" not in listed
    card = reverse("oversight:province-message", args=[row_guid("card", "360829JC1"), 1])
    assert client.get(card).status_code == 404
    assert browser(cast.linjiancha).get(card).status_code == 200
    assert browser(cast.laozhou).get(reverse(LINK)).status_code == 404


def test_a_message_shows_its_national_fields_and_is_sent_again(rejected, province, cast):
    client = browser(cast.heshuju)
    said = page(client, "oversight:province-message", GUID, 1)
    assert "办件编号" in said and "project_no" in said and "补填单位的统一社会信用代码" in said
    answer = client.post(reverse("oversight:province-resend", args=[GUID, 1]), follow=True)
    assert "已重新排队" in answer.content.decode()
    send_all(ProvinceMessage.objects.get(guid=GUID, revision=1).next_try_at)
    assert states() == {"acknowledged": 3}


def test_giving_up_asks_for_a_reason_and_says_who_gave_it(rejected, cast):
    client = browser(cast.heshuju)
    address = reverse("oversight:province-abandon", args=[GUID, 1])
    answer = client.post(address, {"reason": ""})
    assert answer.status_code == 409 and "请写明放弃报送的理由" in answer.content.decode()
    said = client.post(address, {"reason": "来源系统的测试数据"}, follow=True).content.decode()
    assert "已放弃报送" in said and "来源系统的测试数据" in said and "何永辉（BG009）" in said


def test_the_connection_is_tested_by_a_button(province, cast):
    client = browser(cast.heshuju)
    address = reverse("oversight:province-test")
    assert "连接正常" in client.post(address, follow=True).content.decode()
    province.kill()
    assert "连接被拒绝" in client.post(address, follow=True).content.decode()


def test_a_day_is_reconciled_and_repaired_by_buttons(province, cast):
    now = timezone.now()
    outside("1", "received")
    collect_all(now)
    send_all(now)
    province.control(forget=["360829permits:1"])
    client = browser(cast.heshuju)
    address = reverse("oversight:province-reconcile")
    said = client.post(address, {"day": f"{timezone.localdate(now)}"}, follow=True).content.decode()
    assert "差异 1 个" in said and "省平台缺少" in said
    found = Reconciliation.objects.get().differences.get()
    said = client.post(reverse("oversight:province-repair", args=[found.pk]), follow=True).content.decode()
    assert "已排队补传 1 条报文" in said
    send_all(timezone.now())
    said = client.post(address, {"day": f"{timezone.localdate(now)}"}, follow=True).content.decode()
    assert "两边一致" in said and "没有尚未处理的差异" in said
    assert "请选择要对账的日期" in client.post(address, {"day": "x"}, follow=True).content.decode()
    assert client.post(reverse("oversight:province-repair", args=[10**9])).status_code == 404
