"""外部系统 as people see them: who looks, who acts, keys shown once, files taken in, lines mended."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.exchange.inbound_ground import a_system, entries, event, tell
from zhengtong.exchange.models import ColumnMapping, Import, OutsideSystem, QuarantinedLine, SystemKey

pytestmark = pytest.mark.django_db
CSV = "办件编号,受理时间,办结时间\nA1,2026-11-20 09:00,2026-11-20 10:00\nA2,没有,2026-11-20 10:00\n".encode()


@pytest.fixture
def land(county):
    return a_system("LAND", unit=county.unit("MZ"), expected_every_minutes=30)


@pytest.fixture
def he(enter, land):
    return enter("heshuju")


def at(name: str, *args: object) -> str:
    return reverse(f"oversight:{name}", args=args)


def page(client, name: str, *args: object, status: int = 200) -> str:
    answer = client.get(at(name, *args))
    assert answer.status_code == status
    return answer.content.decode()


def sent(client, where: str, /, *args: object, status: int = 200, **form: object) -> str:
    answer = client.post(at(where, *args), form, follow=True)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def a_line() -> QuarantinedLine:
    tell(event(unit="X9"))
    return QuarantinedLine.objects.get()


def test_the_list_says_what_each_system_told_and_what_waits(he, enter):
    assert "还没有" in page(he, "systems")
    tell(event(), event(ref="A2", unit="X9"))
    for person in ("heshuju", "linjiancha"):
        said = page(enter(person), "systems")
        assert "国土业务系统" in said and "县民政局" in said
        assert at("system-quarantine", "LAND") in said


def test_a_feed_that_is_late_is_said_to_be(he, land):
    land.registered_at = land.registered_at.replace(day=1)
    land.save()
    assert "逾期未报" in page(he, "systems")
    assert "约定每30分钟报送一次" in page(he, "system", "LAND")


def test_who_supervises_looks_and_does_not_act(he, enter):
    line = a_line()
    lin = enter("linjiancha")
    for name, *args in (("system", "LAND"), ("system-imports", "LAND"), ("system-mappings", "LAND"),
                        ("system-quarantine", "LAND"), ("system-line", "LAND", line.pk)):  # fmt: skip
        assert "data-guard" not in page(lin, name, *args).partition("<main")[2]
    for name, *args in (("system-new",), ("system-edit", "LAND"), ("system-switch", "LAND"), ("system-keys", "LAND"),
                        ("system-imports", "LAND"), ("system-mappings", "LAND"), ("system-line", "LAND", line.pk),
                        ("system-line-replay", "LAND", line.pk), ("system-line-drop", "LAND", line.pk)):  # fmt: skip
        form = {"spec": "format: xes", "save": "1", "mended": '{"a": 1}', "reason": "不需要"}
        assert lin.post(at(name, *args), form).status_code == 404, name
    line.refresh_from_db()
    assert line.state == "open" and not SystemKey.objects.exists() and not ColumnMapping.objects.exists()


def test_another_unit_learns_nothing(he, enter):
    for person in ("laozhou", "henglongjiancha"):
        assert enter(person).get(at("system", "LAND")).status_code == 404
    assert "国土业务系统" not in page(enter("henglongjiancha"), "systems")


def test_a_system_is_registered_changed_retired_and_resumed(he):
    told = {"code": "PEN", "name": "行政处罚系统", "business": "penalty", "unit": "SC", "expected_every_minutes": "60"}
    assert "已登记" in sent(he, "system-new", **told)
    assert "每1小时" in page(he, "system", "PEN")
    assert "已经登记" in sent(he, "system-new", status=409, **told)
    for wrong in ({"code": "a b"}, {"name": ""}, {"unit": "X9"}, {"expected_every_minutes": "-1"}, {"business": "x"}):
        assert "需要改正" in sent(he, "system-new", status=409, **(told | {"code": "PEN2"} | wrong))
    assert "已修改" in sent(he, "system-edit", "PEN", **(told | {"name": "处罚系统", "unit": ""}))
    assert "未明确" in page(he, "system", "PEN")
    assert "写明理由" in sent(he, "system-switch", "PEN")
    assert "已停用" in sent(he, "system-switch", "PEN", reason="系统下线")
    assert not OutsideSystem.objects.get(code="PEN").is_active
    assert "已恢复" in sent(he, "system-switch", "PEN")


def test_a_key_is_shown_once_and_revoked_with_a_reason(he):
    shown = he.post(at("system-keys", "LAND"))
    key = SystemKey.objects.get()
    assert shown["Cache-Control"].startswith("max-age=0") and key.signing_key in shown.content.decode()
    later = page(he, "system-keys", "LAND")
    assert key.client_id in later and key.signing_key not in later
    assert "写明理由" in sent(he, "system-key-revoke", "LAND", key.client_id)
    assert "已作废" in sent(he, "system-key-revoke", "LAND", key.client_id, reason="人员变动")
    key.refresh_from_db()
    assert key.revoked_at
    a_system("TRADE")
    assert he.post(at("system-key-revoke", "TRADE", key.client_id), {"reason": "人员变动"}).status_code == 404


def test_a_file_is_taken_in_and_its_bad_line_is_shown_with_the_reason(he):
    said = sent(he, "system-imports", "LAND", file=SimpleUploadedFile("台账.csv", CSV))
    file = Import.objects.get()
    assert "部分隔离" in said and "台账.csv" in said and "没有" in said
    assert [entry.kind for entry in entries("LAND:A1")] == ["outside.accepted", "outside.finished"]
    assert at("system-line", "LAND", QuarantinedLine.objects.get().pk) in said
    mapping = ColumnMapping.objects.get()
    again = sent(he, "system-imports", "LAND", file=SimpleUploadedFile("台账.csv", CSV), mapping=str(mapping.pk))
    assert "此前已有" in again and ColumnMapping.objects.count() == 1
    assert file.file_name in page(he, "system-imports", "LAND")


def test_a_file_that_is_none_is_refused_beside_its_field(he):
    assert "请选择要导入的文件" in sent(he, "system-imports", "LAND", status=409)
    for name, content in (("a.xes", b"<log><trace>"), ("a.csv", b""), ("a.xlsx", b"PK"), ("a.pdf", b"%PDF-1.7")):
        assert "error-summary" in sent(
            he, "system-imports", "LAND", status=409, file=SimpleUploadedFile(name, content)
        )  # fmt: skip
    assert not Import.objects.exists()
    assert "请从列表中选择" in sent(
        he, "system-imports", "LAND", status=409, file=SimpleUploadedFile("a.csv", CSV), mapping="999"
    )


def test_too_large_a_file_is_refused(he, settings):
    settings.MAX_UPLOAD_BYTES = 60
    said = sent(he, "system-imports", "LAND", status=409, file=SimpleUploadedFile("a.csv", CSV))
    assert "文件超过" in said


def test_a_mapping_is_checked_before_it_is_saved(he):
    good = "format: table\ncolumns: {ref: 件号}\nmoments: {accepted: 受理}\n"
    assert "检查通过" in sent(he, "system-mappings", "LAND", spec=good) and not ColumnMapping.objects.exists()
    assert "映射已保存" in sent(he, "system-mappings", "LAND", spec=good, save="1")
    assert "件号" in page(he, "system-mappings", "LAND")
    for bad in ("", "format: xml", "a: [", "{" * 3000, "x: 2026-13-45", "- 1", good + "more: 1", "x" * 20_001):
        assert "需要改正" in sent(he, "system-mappings", "LAND", status=409, spec=bad, save="1")
    assert ColumnMapping.objects.count() == 1


def test_a_line_is_mended_and_told_again(he):
    line = a_line()
    assert "X9" in page(he, "system-quarantine", "LAND") and "X9" in page(he, "system-line", "LAND", line.pk)
    assert "不是可读的 JSON" in sent(he, "system-line", "LAND", line.pk, status=409, mended="{")
    still = sent(he, "system-line", "LAND", line.pk, status=409, replay="1", mended='{"milestone": "accepted"}')
    assert "仍不能导入" in still
    good = '{"milestone": "accepted", "ref": "A1", "event_id": "e", "at": "2026-11-23T09:00:00+08:00", "unit": "MZ"}'
    assert "修正已保存" in sent(he, "system-line", "LAND", line.pk, mended=good)
    assert entries("LAND:A1") == []
    assert "已重放" in sent(he, "system-line-replay", "LAND", line.pk)
    assert [entry.unit for entry in entries("LAND:A1")] == ["MZ"]
    assert "mend-form" not in page(he, "system-line", "LAND", line.pk)


def test_a_line_given_up_stays_in_view_with_its_reason(he):
    line = a_line()
    assert "写明理由" in sent(he, "system-line-drop", "LAND", line.pk)
    assert "已放弃" in sent(he, "system-line-drop", "LAND", line.pk, reason="测试数据")
    assert he.get(at("system-quarantine", "LAND"), {"state": "dropped"}).content.decode().count("X9") == 1
    assert "没有这种状态" in he.get(at("system-quarantine", "LAND"), {"state": "open"}).content.decode()


def test_a_line_is_found_under_its_own_system_alone(he):
    line = a_line()
    a_system("TRADE")
    page(he, "system-line", "TRADE", line.pk, status=404)
    assert he.post(at("system-line-drop", "TRADE", line.pk), {"reason": "测试数据"}).status_code == 404
