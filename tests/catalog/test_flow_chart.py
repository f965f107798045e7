"""The step chart and the national names come straight from the item."""

import xml.etree.ElementTree as ElementTree

import yaml

from tests.catalog.items import FOLDER, allowance
from zhengtong.catalog import choices, national
from zhengtong.catalog.flow_chart import flow_chart
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.models import ItemVersion, ServiceItem
from zhengtong.org.models import Unit

SVG = "{http://www.w3.org/2000/svg}"


def drawn(name: str) -> ElementTree.Element:
    document = yaml.safe_load((FOLDER / f"{name}.yaml").read_text())
    return ElementTree.fromstring(flow_chart(Guide.of(document), {"NY": "县农业农村局", "ZR": "县自然资源局"}))  # noqa: S314


def texts(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def boxes(svg: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    return [tuple(float(box.get(key)) for key in ("x", "y", "width", "height")) for box in svg.iter(f"{SVG}rect")]


def test_every_item_of_the_county_is_drawn_within_its_frame_and_no_boxes_overlap():
    for path in sorted(FOLDER.glob("*.yaml")):
        svg = drawn(path.stem)
        width, height = float(svg.get("width")), float(svg.get("height"))
        found = boxes(svg)
        for x, y, w, h in found:
            assert x >= 0 and x + w <= width and y >= 0 and y + h <= height, path.stem
        for place, (x, y, w, h) in enumerate(found):
            for a, b, c, d in found[place + 1 :]:
                assert x + w <= a or a + c <= x or y + h <= b or b + d <= y, path.stem


def test_the_chart_says_who_and_how_long_and_puts_parallel_steps_side_by_side():
    svg = drawn("town-xk-0016")
    said = texts(svg)
    assert "自然资源审查" in said and "县自然资源局" in said and "乡镇人民政府 · 决定" in said
    assert said.count("3个工作日") == 3
    tops = [y for _, y, _, _ in boxes(svg)]
    assert any(tops.count(top) == 2 for top in tops)


def test_a_special_procedure_branches_off_and_says_it_is_not_counted():
    said = texts(drawn("hb-xk-0055"))
    assert "特别程序（需要时）" in said and "不计入办理时限" in said and "环境影响听证" in said


def test_whoever_cannot_see_it_is_told_the_same():
    svg = drawn("town-xk-0016")
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert "办理流程图" in title.text
    assert "同时进行：农业农村审查（县农业农村局，3个工作日）、自然资源审查" in desc.text


def test_names_are_escaped():
    steps = [{**allowance()["steps"][3], "name": "<script>alert(1)</script>"}]
    svg = flow_chart(Guide.of(allowance(steps=steps)))
    assert "<script" not in svg and "&lt;script" in svg


def test_a_ten_way_countersign_still_fits():
    step = allowance()["steps"][0]
    many = [{**step, "name": f"第{n}个单位会签", "parallel": 1} for n in range(10)]
    svg = ElementTree.fromstring(flow_chart(Guide.of(allowance(steps=many))))  # noqa: S314
    assert all(x >= 0 and x + w <= float(svg.get("width")) for x, _, w, _ in boxes(svg))


def version() -> ItemVersion:
    item = ServiceItem(code="MZ-JF-0018", unit=Unit(code="MZ", name="安福县民政局", credit_code="11360829MZ"))
    return ItemVersion(item=item, number=3, content=allowance())


def test_the_national_names_carry_the_national_codes():
    row = national.task(version())
    assert row["task_type"] == "05" and row["task_state"] == "1" and row["task_version"] == 3
    assert (row["anticipate_day"], row["anticipate_type"]) == (30, "1")
    assert (row["promise_day"], row["promise_type"]) == (20, "1")
    assert row["server_type"] == "1" and row["project_type"] == "2" and row["handle_type"] == "1^2^3"
    assert "《最低生活保障审核确认办法》（民发〔2021〕57号）第三十三条" in row["by_law"]
    first = national.materials(version())[0]
    assert (first["is_need"], first["material_type"], first["order_num"]) == ("1", "2", 1)
    assert national.questions(version())[0]["order_num"] == 1
    assert [step["link_name"] for step in national.flow(version())][-1] == "确认"
    assert national.fees(version()) == []


def test_every_word_has_its_national_code():
    for words, codes in (
        (choices.ItemKind, choices.NATIONAL_KIND),
        (choices.ItemState, national.STATE),
        (choices.Audience, national.AUDIENCE),
        (choices.ProjectType, national.PROJECT_TYPE),
        (choices.TimeUnit, national.TIME_UNIT),
        (choices.Need, national.NEED),
        (choices.MaterialType, national.MATERIAL_TYPE),
        (choices.MaterialFormat, national.MATERIAL_FORMAT),
        (choices.MaterialSource, national.MATERIAL_SOURCE),
        (choices.ResultType, national.RESULT_TYPE),
    ):
        assert set(words.values) == {str(code) for code in codes}
        assert len(set(codes.values())) == len(codes)
