"""Rows by the thousand arrive exactly as they were."""

import gc
from datetime import UTC, datetime

import pytest

from zhengtong.foundation.copying import copy_in, draw_keys, uncollected
from zhengtong.supervision.models import Matter, Undetermined

AT = datetime(2026, 3, 2, 1, 2, 3, 456789, tzinfo=UTC)
ODD = ["反斜杠\\n", "制表\t", "换\n行\r", '引"号', "\\N", "括[号]{a,b}", "\\", "全角　空格", "\x0b\x0c\x08"]


def a_matter(text: str, **more) -> Matter:
    return Matter(
        system="county", subject=f"s{text}"[:80], ref=text, business="case", opened_at=AT, rulebook=1, calendar_version=1,
        **more,
    )  # fmt: skip


@pytest.mark.django_db
def test_every_sign_arrives_as_it_was():
    rows = [a_matter(text, track=[[1, text, {text: [text, None, 1.5, True]}]], is_instant=True) for text in ODD]
    for row, key in zip(rows, draw_keys(Matter, len(rows)), strict=True):
        row.pk = key
    copy_in(Matter, rows)
    for row in rows:
        there = Matter.objects.get(pk=row.pk)
        assert {f.attname: getattr(there, f.attname) for f in Matter._meta.concrete_fields} == {
            f.attname: getattr(row, f.attname) for f in Matter._meta.concrete_fields
        }
        assert not row._state.adding


@pytest.mark.django_db
def test_lists_of_words_arrive_as_they_were():
    row = Undetermined(system="county", rule_code="T01", reason="缺", missing=ODD, since=AT)
    (row.pk,) = draw_keys(Undetermined, 1)
    copy_in(Undetermined, [row])
    assert Undetermined.objects.get(pk=row.pk).missing == ODD


@pytest.mark.django_db
def test_more_than_one_piece_arrives_whole():
    rows = [a_matter(f"{number:06}", step="环节" * 30) for number in range(1000)]
    for row, key in zip(rows, draw_keys(Matter, len(rows)), strict=True):
        row.pk = key
    copy_in(Matter, rows)
    assert set(Matter.objects.values_list("ref", flat=True)) == {row.ref for row in rows}


def test_garbage_is_collected_again_after_a_batch_that_failed():
    with pytest.raises(ValueError, match="gone"), uncollected():
        assert not gc.isenabled()
        raise ValueError("gone")
    assert gc.isenabled()
