"""Keep the list, entry by entry."""

from datetime import datetime

from django.db.models import F

from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from .. import queries
from ..models import Word, WordListVersion
from ..rules import Draft


@action("word.added")
def add_word(draft: Draft, *, by: Staff, at: datetime) -> Word:
    """添加词语 — in force for the next check. Refusal `word-there` for one that is in the list already."""
    check_keeper(by)
    if (draft.kind, draft.text) in queries.words_like([(draft.kind, draft.text)]):
        raise Refusal("word-there", "词表里已经有这个词语。", "text")
    word = write(Word(added_by=f"staff:{by.code}", added_at=at), draft, at)
    number = move_list(at)
    record(
        "word.added", f"WORD-{word.pk}", actor=f"staff:{by.code}", at=at, unit=by.unit.code,
        word_kind=word.kind, level=word.level, version=number,
    )  # fmt: skip
    return word


@action("word.changed")
def change_word(pk: int, draft: Draft, *, by: Staff, at: datetime) -> Word:
    """修改词语. Raises Unknown for one not in use, Refusal `word-there`, `word-same-as-before`."""
    check_keeper(by)
    word = _locked(pk)
    other = queries.words_like([(draft.kind, draft.text)]).get((draft.kind, draft.text))
    if other is not None and other.pk != pk:
        raise Refusal("word-there", "词表里已经有这个词语。", "text")
    changed = differences(word, draft)
    if not changed:
        raise Refusal("word-same-as-before", "没有改动。")
    write(word, draft, at)
    number = move_list(at)
    record(
        "word.changed", f"WORD-{pk}", actor=f"staff:{by.code}", at=at, unit=by.unit.code,
        word_kind=word.kind, level=word.level, changed=changed, version=number,
    )  # fmt: skip
    return word


@action("word.retired")
def retire_word(pk: int, reason: str, *, by: Staff, at: datetime) -> Word:
    """停用词语 — no longer found; what it found before closes with the next re-scan. Raises Unknown, Refusal `no-reason`."""
    check_keeper(by)
    said = check_reason(reason)
    word = _locked(pk)
    word.retired_at = at
    word.save(update_fields=["retired_at"])
    number = move_list(at)
    record(
        "word.retired", f"WORD-{pk}", actor=f"staff:{by.code}", at=at, unit=by.unit.code,
        word_kind=word.kind, level=word.level, reason=said, version=number,
    )  # fmt: skip
    return word


def check_keeper(by: Staff) -> None:
    """The list is the county's: whoever keeps words anywhere keeps all of it."""
    if not by.may(Permission.WORDS_EDIT):
        raise Unknown()


def check_reason(text: str) -> str:
    """Why, in words somebody answers for; raises Refusal `no-reason`."""
    said = " ".join(text.split())
    if not 4 <= len(said) <= 200:
        raise Refusal("no-reason", "请写明理由（4至200个字）。", "reason")
    return said


_FIELDS = ("kind", "text", "right", "level", "url", "note", "source", "valid_from", "valid_to")


def differences(word: Word, draft: Draft) -> list[str]:
    """The names of the fields that would change."""
    return [name for name in _FIELDS if getattr(word, name) != getattr(draft, name)]


def write(word: Word, draft: Draft, at: datetime) -> Word:
    for name in _FIELDS:
        setattr(word, name, getattr(draft, name))
    word.folded, word.changed_at = draft.folded, at
    word.save()
    return word


def move_list(at: datetime) -> int:
    """The next version; its row is held until the change is committed, so versions and changes keep one order."""
    WordListVersion.objects.get_or_create(pk=1)
    WordListVersion.objects.filter(pk=1).update(number=F("number") + 1, mark=refs.token(), changed_at=at)
    return WordListVersion.objects.values_list("number", flat=True).get(pk=1)


def _locked(pk: int) -> Word:
    word = Word.objects.select_for_update().filter(pk=pk, retired_at=None).first()
    if word is None:
        raise Unknown("没有这个词语，可能已经停用。")
    return word
