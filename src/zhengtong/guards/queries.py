"""The check, as doors call it, and what the desk reads of the list and of the work it makes."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils.timezone import localdate

from zhengtong.files.models import StoredFile
from zhengtong.files.queries import content
from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import reach

from . import documents, rules
from .choices import FindingState, WordKind
from .models import DocumentText, Finding, Override, Rescan, Word, WordListVersion
from .public import PublicFile, PublicText
from .rules import Checker, Findings, HotWords, Listed

T = TypeVar("T")
_ready: dict[str, tuple[Hashable, Any]] = {}


# --- the check ---


def check(text: str, *, at: datetime) -> Findings:
    """Words and numbers in a text, by the list in force on the day of `at`. The text is plain; for HTML see `check_html`."""
    return _checker(localdate(at)).check(text)


def check_html(markup: str, *, at: datetime) -> Findings:
    """The same for HTML; places count in its text (`rules.plain`)."""
    return check(rules.plain(markup), at=at)


def check_fields(fields: Mapping[str, str], *, at: datetime) -> Findings:
    """Several fields of one form; `place` of each finding is the key it stands under."""
    return rules.joined(check(text, at=at).at(name) for name, text in fields.items())


def check_upload(stored: StoredFile, *, at: datetime, name: str = "附件") -> Findings:
    """The text of a file: docx, xlsx, odt, ods, pdf, txt, csv. What could not be read is `undetermined`, never clean.

    Takes up to 15 seconds, in a process of its own; raises StorageFault if the bytes are missing.
    """
    return _check_read(read_file(stored), name, at)


def check_public(text: PublicText, *, at: datetime) -> Findings:
    """A public text with its title, its parts and attachments. What `actions.keep_text` has kept is not read again."""
    parts = [check(said, at=at).at(name) for name, said in text.parts]
    if not text.parts:
        parts.append(check(f"{text.title}\n\n{text.text}", at=at))
    kept = kept_texts(text)
    for name, file in text.attachments:
        row = kept.get(file.digest)
        read = read_file(file) if row is None else documents.Read(row.text, row.gap)
        parts.append(_check_read(read, name, at))
    return rules.joined(parts)


def kept_texts(text: PublicText) -> dict[str, DocumentText]:
    """What was read of its attachments already, by digest."""
    digests = [file.digest for _, file in text.attachments]
    return {row.digest: row for row in DocumentText.objects.filter(digest__in=digests)} if digests else {}


def read_file(file: StoredFile | PublicFile) -> documents.Read:
    """The text of a file and what is missing of it. Takes up to 15 seconds, in a process of its own."""
    if isinstance(file, PublicFile):
        return documents.read_apart(file.read(), file.kind)
    return documents.read_apart(content(file), file.kind.code)


def _check_read(read: documents.Read, name: str, at: datetime) -> Findings:
    found = check(read.text, at=at).at(name).found if read.text else ()
    return Findings(found, (f"“{name}”没有检查完：{read.gap}。",) if read.gap else ())


def link_hot_words(markup: str) -> str:
    """Keyword → link, once a page, the longer of two first, never inside links, headings or attributes (热词)."""
    return hot_words().link(markup)


def hot_words() -> HotWords:
    """The hot words in force, ready to be linked; one query, the words are read once for every version of the list."""
    return _kept("hot", _version().mark, _hot_words)


def _hot_words() -> HotWords:
    return HotWords(dict(_in_force().filter(kind=WordKind.HOT).values_list("text", "url")))


def _checker(day: date) -> Checker:
    return _kept("checker", (_version().mark, day), lambda: Checker(_listed(day)))


def _listed(day: date) -> list[Listed]:
    words = _in_force().exclude(kind=WordKind.HOT)
    words = words.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))
    return [Listed(*row) for row in words.values_list("pk", "kind", "text", "level", "right", "note")]


def _kept(name: str, key: Hashable, make: Callable[[], T]) -> T:
    """Made ready once for every version of the list; the version is read first, so what is kept is never too old."""
    found = _ready.get(name)
    if found is None or found[0] != key:
        found = _ready[name] = (key, make())
    return found[1]  # type: ignore[no-any-return]


def _version() -> WordListVersion:
    return WordListVersion.objects.first() or WordListVersion()


# --- the list ---


def _in_force() -> QuerySet[Word]:
    return Word.objects.filter(retired_at=None)


def words_for_desk(*, kind: str = "", level: str = "", said: str = "") -> QuerySet[Word]:
    """The entries in use, the last changed first; `said` stands in the word, the right word or the note."""
    words = _in_force().order_by("-changed_at", "-pk")
    if kind:
        words = words.filter(kind=kind)
    if level:
        words = words.filter(level=level)
    if said:
        words = words.filter(Q(text__icontains=said) | Q(right__icontains=said) | Q(note__icontains=said))
    return words


def word_for_desk(pk: int) -> Word:
    """An entry in use; raises Unknown."""
    word = _in_force().filter(pk=pk).first()
    if word is None:
        raise Unknown("没有这个词语，可能已经停用。")
    return word


def words_by_kind() -> dict[str, int]:
    """How many entries of each kind are in use."""
    return dict(_in_force().order_by().values_list("kind").annotate(Count("pk")))


def words_like(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Word]:
    """Entries in use by (kind, text), of those asked for."""
    texts = {text for _, text in pairs}
    return {(word.kind, word.text): word for word in _in_force().filter(text__in=texts)}


def list_version() -> WordListVersion:
    """The version of the list: number 0 and no mark while nothing was ever written down."""
    return _version()


# --- the work it makes ---


def findings_for_desk(staff: Staff, state: str = FindingState.OPEN) -> QuerySet[Finding]:
    """What `staff` must see to, the gravest first; what belongs to no unit is for whoever keeps the list of the county."""
    seen = reach(staff, Permission.WORDS_EDIT, region=None) | reach(staff, Permission.CONTENT_SIGN, region=None)
    if staff.may(Permission.WORDS_EDIT):
        seen |= Q(unit=None)
    grave = Case(
        *(When(level=level, then=Value(place)) for place, level in enumerate(rules.ORDER)), output_field=IntegerField()
    )
    rows = Finding.objects.filter(seen, state=state).select_related("unit", "override__staff")
    if state == FindingState.OPEN:
        return rows.order_by(grave, "-found_at", "pk")
    return rows.order_by(F("closed_at").desc(nulls_last=True), "pk")


def finding_for_desk(staff: Staff, pk: int) -> Finding:
    """One of `findings_for_desk` in any state; raises Unknown."""
    for state in FindingState:
        found = findings_for_desk(staff, state).filter(pk=pk).first()
        if found is not None:
            return found
    raise Unknown("没有这条内容问题。")


def open_findings(kind: str, ref: str) -> QuerySet[Finding]:
    """What still stands against one text: neither mended nor signed for."""
    return Finding.objects.filter(kind=kind, ref=ref, state=FindingState.OPEN).order_by("pk")


def is_genuine(override: Override) -> bool:
    """Whether the row says what was signed; False means that somebody changed it in the database."""
    return crypto.is_signed(signed_content(override), bytes(override.signature))


def signed_content(override: Override) -> bytes:
    """What the signature of an override stands under."""
    finding = override.finding
    said = (
        finding.kind,
        finding.ref,
        finding.key,
        override.staff.code,
        override.reason,
        f"{override.at.timestamp():.6f}",
    )
    return "\n".join(said).encode()


def last_rescan() -> Rescan | None:
    """The pass under way, or the last one."""
    return Rescan.objects.order_by("-started_at", "-pk").first()
