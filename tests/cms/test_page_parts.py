"""Tables as editors paste them, articles as text files: read whole, or refused with a reason."""

from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ValidationError

from zhengtong.cms import manuscripts, sheets
from zhengtong.cms.blocks import AddressBlock, ChartBlock, SheetBlock
from zhengtong.cms.traditional import traditional

PORTAL = Path(__file__).resolve().parents[2] / "data" / "anfu" / "portal"


def test_a_pasted_table_is_read_by_tabs_or_by_commas():
    assert sheets.read("甲\t乙\n一\t1,200").rows == (("一", "1,200"),)
    assert sheets.read("甲,乙\n一,12%").numeric == (False, True)


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "至少"), ("甲,乙", "至少"), ("甲,乙\n一", "第2行"), (",".join("x" * 30) + "\n" + ",".join("x" * 30), "最多")],
)
def test_what_is_no_table_is_refused_with_the_reason(text, why):
    with pytest.raises(sheets.Unreadable, match=why):
        sheets.read(text)
    with pytest.raises(ValidationError):
        SheetBlock(required=False).clean(text)


def test_a_chart_needs_numbers():
    block = ChartBlock()
    good = block.to_python({"caption": "图", "unit": "件", "kind": "bar", "sheet": "甲,乙\n一,2"})
    assert block.clean(good)["unit"] == "件"
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"caption": "图", "unit": "件", "kind": "bar", "sheet": "甲,乙\n一,二"}))


def test_an_entry_leads_to_the_house_or_openly_elsewhere():
    assert AddressBlock().clean("/hall/") == "/hall/"
    for crooked in ("//evil.example", "javascript:alert(1)", "hall"):
        with pytest.raises(ValidationError):
            AddressBlock().clean(crooked)


def test_a_text_file_becomes_the_parts_of_an_article():
    text = "段一。\n\n## 小标题\n\n- 甲\n- 乙\n\n1. 子\n2. 丑\n\n> 话\n> —— 某人\n\n![山](peaks)\n\n```chart 图|件|bar\n甲\t乙\n一\t2\n```"
    parts = manuscripts.parts_of(text, {"peaks": 7})
    assert [part["type"] for part in parts] == ["text", "quote", "picture", "chart"]
    assert (
        parts[0]["value"]
        == "<p>段一。</p><h2>小标题</h2><ul><li>甲</li><li>乙</li></ul><ol><li>子</li><li>丑</li></ol>"
    )
    assert parts[1]["value"] == {"text": "话", "source": "某人"} and parts[2]["value"]["picture"] == 7
    assert parts == manuscripts.parts_of(text, {"peaks": 7})


def test_markup_in_a_text_file_stays_text():
    (part,) = manuscripts.parts_of("<script>alert(1)</script> [x](javascript:alert(1)) **粗**", {})
    assert "<script" not in part["value"] and "<a " not in part["value"] and "<b>粗</b>" in part["value"]


def test_a_file_without_its_head_is_named():
    with pytest.raises(manuscripts.Faulty, match="one"):
        manuscripts.read("one", "只有正文")
    with pytest.raises(manuscripts.Faulty, match="two"):
        manuscripts.read("two", "---\ntitle: 题\n---\n文")


def test_the_countys_articles_leave_no_column_empty():
    articles = manuscripts.read_all(PORTAL / "articles")
    plan = yaml.safe_load((PORTAL / "sites.yaml").read_text(encoding="utf-8"))
    pictures = {row["name"]: 1 for row in yaml.safe_load((PORTAL / "pictures" / "pictures.yaml").read_text())}
    written = {article.column for article in articles}
    topics = {f"topics/{row['slug']}" for row in plan["portal"]["topics"]}
    empty = [path for path in leaves(plan["portal"]["columns"]) if path not in written | {"topics"}]
    assert empty == [] and topics <= written
    for kind in ("departments", "townships"):
        assert {row["slug"] for row in plan[kind]["columns"]} == {row["column"] for row in plan[kind]["articles"]}
    assert len(articles) >= 120 and min(article.days for article in articles) <= 2
    for article in articles:
        assert manuscripts.parts_of(article.text, pictures) and 0 < len(article.summary) <= 120
        assert not article.picture or article.picture in pictures


def leaves(columns: list, above: str = "") -> list[str]:
    """The columns that hold articles themselves."""
    found = []
    for column in columns:
        path = f"{above}{column['slug']}"
        if below := column.get("columns"):
            found += leaves(below, f"{path}/")
        elif "leads_to" not in column:
            found.append(path)
    return found


def test_every_picture_is_small_and_has_words_for_those_who_cannot_see_it():
    for row in yaml.safe_load((PORTAL / "pictures" / "pictures.yaml").read_text(encoding="utf-8")):
        assert (PORTAL / "pictures" / f"{row['name']}.jpg").stat().st_size < 60_000 and len(row["alt"]) > 10


def test_only_chinese_is_turned_into_traditional_characters():
    assert traditional('<a href="/news/">发展</a> OK') == '<a href="/news/">發展</a> OK'
