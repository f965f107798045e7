"""What a paper must say is settled when it is issued, not when it is printed."""

import pytest

from zhengtong.foundation.errors import Refusal
from zhengtong.papers.choices import PaperKind
from zhengtong.papers.content import SCHEMAS, complete

from .samples import CONTENT


@pytest.mark.parametrize("kind", PaperKind)
def test_a_full_content_of_every_kind_is_taken(kind):
    assert set(complete(kind, CONTENT[kind], county="安福县")) >= set(CONTENT[kind])


def test_every_kind_has_a_schema():
    assert set(SCHEMAS) == set(PaperKind)


def test_everything_missing_is_named_at_once():
    with pytest.raises(Refusal) as caught:
        complete(PaperKind.DENIAL, {**CONTENT[PaperKind.DENIAL], "reasons": " ", "basis": ""}, county="安福县")
    assert caught.value.code == "paper-incomplete"
    assert caught.value.sentence == "《不予行政许可决定书》还缺少：不予许可的理由、依据。请补充后再出具。"


def test_a_correction_notice_without_a_single_defect_is_refused():
    with pytest.raises(Refusal) as caught:
        complete(PaperKind.CORRECTION_NOTICE, {**CONTENT[PaperKind.CORRECTION_NOTICE], "defects": []}, county="安福县")
    assert "需要补正的全部内容" in caught.value.sentence


def test_a_half_filled_row_is_missed_too():
    rows = [{"material": "营业执照", "problem": "未盖章"}]
    with pytest.raises(Refusal) as caught:
        complete(
            PaperKind.CORRECTION_NOTICE, {**CONTENT[PaperKind.CORRECTION_NOTICE], "defects": rows}, county="安福县"
        )
    assert "补正要求" in caught.value.sentence


def test_the_county_s_own_remedies_are_filled_in():
    said = complete(PaperKind.DENIAL, CONTENT[PaperKind.DENIAL], county="安福县")
    assert said["reconsideration_organ"] == "安福县人民政府" and said["court"] == "安福县人民法院"


def test_a_key_nobody_prints_and_a_value_of_another_type_are_errors_of_the_program():
    with pytest.raises(ValueError, match="Acceptance has no colour"):
        complete(PaperKind.ACCEPTANCE, {**CONTENT[PaperKind.ACCEPTANCE], "colour": "red"}, county="安福县")
    with pytest.raises(TypeError, match=r"Acceptance\.accepted_on"):
        complete(PaperKind.ACCEPTANCE, {**CONTENT[PaperKind.ACCEPTANCE], "accepted_on": "2026-11-23"}, county="安福县")


def test_an_item_without_a_statutory_limit_still_gets_its_acceptance_notice():
    content = {**CONTENT[PaperKind.ACCEPTANCE], "statutory_limit": "法律法规未规定", "statutory_due": None}
    assert complete(PaperKind.ACCEPTANCE, content, county="安福县")["statutory_due"] is None


def test_a_paper_nobody_could_read_is_not_issued():
    flood = {"material": "营业执照", "problem": "未" * 60_000, "remedy": "盖章"}
    with pytest.raises(Refusal) as caught:
        complete(
            PaperKind.CORRECTION_NOTICE, {**CONTENT[PaperKind.CORRECTION_NOTICE], "defects": [flood]}, county="安福县"
        )
    assert caught.value.code == "paper-too-long"
