"""Reference numbers, and what a public page hides."""

from datetime import UTC, date, datetime

import pytest

from zhengtong.dialogue import rules
from zhengtong.foundation.errors import Refusal


def test_a_reference_number_finds_its_own_mistakes():
    ref = rules.letter_ref(date(2026, 11, 23), 17)
    assert ref.startswith("ZX2026112300017")
    assert len(ref) == 16
    assert rules.is_letter_ref(ref)
    for place in range(2, 16):
        wrong = ref[:place] + str((int(ref[place]) + 1) % 10) + ref[place + 1 :]
        assert not rules.is_letter_ref(wrong)


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("我的身份证是360829195803140068，请查", "我的身份证是360829************，请查"),
        ("证号 360829 19580314 006X。", "证号 360829************。"),
        ("卡号6222 0212 3456 7890 123到账了吗", "卡号***************0123到账了吗"),
        ("打19900100001找我，或 199-0010-0001", "打199****0001找我，或 199****0001"),
        ("请拨打0796-7620118或12345", "请拨打0796-7620118或12345"),
        ("2026年11月23日提交，编号ZX20261123000017", "2026年11月23日提交，编号ZX20261123000017"),
    ],
)
def test_a_public_page_hides_personal_numbers_and_keeps_the_offices(text, public):
    assert rules.mask_numbers(text) == public


def test_nothing_is_published_against_the_writers_wish():
    rules.check_publication(wants=False, may_publish=False)
    rules.check_publication(wants=True, may_publish=True)
    with pytest.raises(Refusal) as refusal:
        rules.check_publication(wants=True, may_publish=False)
    assert refusal.value.code == "not-consented"


def test_a_due_moment_at_midnight_is_the_day_before():
    assert rules.due_day(datetime(2026, 11, 30, 16, 0, tzinfo=UTC)) == date(2026, 11, 30)
    assert rules.due_day(None) is None


def test_name_and_telephone_are_asked_only_of_those_without_an_account():
    asked = [field.key for field in rules.question_form(is_signed_in=False).fields()]
    assert asked == ["title", "question", "publish", "name", "phone"]
    assert [field.key for field in rules.question_form(is_signed_in=True).fields()] == asked[:3]
    assert [field.key for field in rules.answer_form(may_publish=False).fields()] == ["answer"]
