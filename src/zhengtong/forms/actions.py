"""The only writes: design and publish forms; keep answers (as part of another room's act)."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Max

from zhengtong.foundation import refs
from zhengtong.foundation.crypto import digest
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, canonical, record
from zhengtong.org.models import Staff, Unit, User

from . import queries, rules
from .models import Answer, Form, FormVersion
from .rules import Change, Checked, Definition
from .sealing import open_values, seal

_CODE = re.compile(r"[a-z][a-z0-9-]{2,59}")
BLANK = {
    "sections": [
        {"title": "申请内容", "fields": [{"key": "reason", "label": "申请事由", "kind": "textarea", "required": True}]}
    ]
}


# --- designing forms ---


@action("form.created")
def create_form(code: str, title: str, unit: str, *, by: Staff, at: datetime) -> Form:
    """新建表单 — with a first draft of one field. `unit` is a unit's code, or "" for a common form of the county."""
    code, title = code.strip(), title.strip()
    if not _CODE.fullmatch(code):
        raise Refusal("bad-code", "表单编码应以小写字母开头，只用小写字母、数字和连字符，3到60个字符。", "code")
    _may_edit(by, unit)
    if Form.objects.filter(code=code).exists():
        raise Refusal("code-taken", f"编码 {code} 已被使用，请换一个。", "code")
    definition = rules.parse_definition({"title": title, **BLANK})
    form = Form.objects.create(code=code, title=title, unit=unit)
    _new_draft(form, definition, by, at)
    record("form.created", code, actor=f"staff:{by.code}", at=at, unit=unit, title=title)
    return form


@action("form.drafted")
def save_form_draft(code: str, raw: Mapping[str, Any], *, by: Staff, at: datetime) -> FormVersion:
    """保存草稿 — of the next version; the version in force stays. Raises Refusal if the design cannot work."""
    form = _locked(code, by)
    definition = rules.parse_definition(raw)
    draft = queries.draft_of(form)
    if draft is None:
        draft = _new_draft(form, definition, by, at)
    else:
        draft.definition, draft.edited_by, draft.edited_at = rules.plain(definition), f"staff:{by.code}", at
        draft.save(update_fields=["definition", "edited_by", "edited_at"])
    record("form.drafted", code, actor=f"staff:{by.code}", at=at, unit=form.unit, version=draft.number)
    return draft


@action("form.discarded")
def discard_form_draft(code: str, *, by: Staff, at: datetime) -> None:
    """放弃草稿 — what was never published may go; a form that has nothing else keeps its draft."""
    form = _locked(code, by)
    draft = queries.draft_of(form)
    if draft is None:
        raise Refusal("no-draft", "这张表格没有草稿。")
    if not form.versions.filter(is_published=True).exists():
        raise Refusal("only-draft", "这张表格还没有发布过，草稿不能放弃。")
    draft.delete()
    record("form.discarded", code, actor=f"staff:{by.code}", at=at, unit=form.unit, version=draft.number)


@action("form.published")
def publish_form_version(code: str, *, by: Staff, at: datetime) -> FormVersion:
    """发布 — the draft becomes the version in force and never changes again."""
    form = _locked(code, by)
    draft = queries.draft_of(form)
    if draft is None:
        raise Refusal("no-draft", "没有可以发布的草稿。")
    definition = rules.parse_definition(draft.definition)
    mark = _digest(definition)
    newest = form.versions.filter(is_published=True).order_by("-number").first()
    if newest is not None and newest.digest == mark:
        raise Refusal("no-change", f"草稿与第{newest.number}版完全一样，不必发布。")
    if newest is not None and newest.number > draft.number:
        draft.number = newest.number + 1  # a version was loaded while this draft lay open
    draft.is_published, draft.published_at, draft.digest = True, at, mark
    draft.save(update_fields=["number", "is_published", "published_at", "digest"])
    form.title = definition.title
    form.save(update_fields=["title"])
    record(
        "form.published",
        code,
        actor=f"staff:{by.code}",
        at=at,
        unit=form.unit,
        version=draft.number,
        digest=mark,
        changes=[] if newest is None else [c.sentence for c in rules.compare(queries.definition(newest), definition)],
    )
    return draft


def load_forms(folder: Path, *, by: str, at: datetime) -> list[str]:
    """Load every `*.yaml` of a folder. Returns the codes that were loaded.

    Left alone: a form that stands unchanged, and one the county itself has published since — files never overwrite what
    people decided. Each form is an act of its own: one that is refused (the Refusal names the file) does not undo the
    others.
    """
    loaded = []
    for path in sorted(folder.glob("*.yaml")):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        try:
            definition = rules.parse_definition(raw)
        except Refusal as refusal:
            raise Refusal(refusal.code, f"{path.name}：{refusal.sentence}") from refusal
        code = str(raw.get("code") or path.stem)
        newest = FormVersion.objects.filter(form__code=code, is_published=True).order_by("-number").first()
        if newest is None or (newest.digest != _digest(definition) and not _is_own_work(newest)):
            load_form(code, definition, unit=raw.get("unit") or "", by=by, at=at)
            loaded.append(code)
    return loaded


def _is_own_work(version: FormVersion) -> bool:
    """Designed at the desk, not taken from a file."""
    return version.edited_by.startswith("staff:")


@action("form.loaded")
def load_form(code: str, definition: Definition, *, unit: str, by: str, at: datetime) -> FormVersion:
    """载入表单 — a definition kept as text becomes the version in force at once."""
    if unit and not Unit.objects.filter(code=unit).exists():
        raise Refusal("no-unit", f"表单 {code} 所属的单位 {unit} 不存在。")
    form, _ = Form.objects.select_for_update().get_or_create(
        code=code, defaults={"title": definition.title, "unit": unit}
    )
    form.title, form.unit = definition.title, unit
    form.save(update_fields=["title", "unit"])
    version = FormVersion.objects.create(
        form=form,
        number=_next_number(form),
        definition=rules.plain(definition),
        is_published=True,
        published_at=at,
        digest=_digest(definition),
        edited_by=by,
        edited_at=at,
    )
    record("form.loaded", code, actor=by, at=at, unit=unit, version=version.number, digest=version.digest)
    return version


def _may_edit(by: Staff, unit: str) -> None:
    owner = Unit.objects.filter(code=unit).first() if unit else None
    if unit and owner is None:
        raise Refusal("no-unit", "请选择表单所属的单位。", "unit")
    if not queries.may_edit(by, owner):
        raise Refusal("not-permitted", "您没有设计这个单位表单的权限。", "unit")


def _locked(code: str, by: Staff) -> Form:
    form = Form.objects.select_for_update().filter(code=code).first()
    if form is None:
        raise Unknown("没有找到这张表格。")
    _may_edit(by, form.unit)
    return form


def _new_draft(form: Form, definition: Definition, by: Staff, at: datetime) -> FormVersion:
    return FormVersion.objects.create(
        form=form,
        number=_next_number(form),
        definition=rules.plain(definition),
        edited_by=f"staff:{by.code}",
        edited_at=at,
    )


def _next_number(form: Form) -> int:
    return (form.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _digest(definition: Definition) -> str:
    return digest(canonical(rules.plain(definition)), "sha256").hex()


# --- answers: every function here is part of the caller's act and records nothing of its own ---


def save_answer(
    version: FormVersion,
    entries: Mapping[str, Any],
    *,
    owner: User | None,
    at: datetime,
    token: str | None = None,
) -> Answer:
    """Keep a draft exactly as it was typed, right or wrong; personal entries are sealed.

    With `token` the owner's draft is overwritten and keeps the version it was begun with. Raises Unknown for another's
    draft and Refusal `answer-final` for one that was handed in.
    """
    if token is None:
        kept = seal(entries, queries.definition(version))
        return Answer.objects.create(token=refs.token(), version=version, owner=owner, values=kept, saved_at=at)
    answer = _locked_draft(token, owner)
    answer.values = seal(entries, queries.definition(answer.version))
    answer.saved_at = at
    answer.save(update_fields=["values", "saved_at"])
    return answer


def refresh(answer: Answer, *, at: datetime) -> tuple[Change, ...]:
    """Move a draft to the version now in force, answers carried over; returns what changed, for the person to read."""
    answer = _locked_draft(answer.token, answer.owner)
    newer = queries.newer_version(answer.version)
    if newer is None:
        return ()
    entries, changes = rules.carry_over(
        open_values(answer.values), queries.definition(answer.version), queries.definition(newer)
    )
    answer.version = newer
    answer.values = seal(entries, queries.definition(newer))
    answer.saved_at = at
    answer.save(update_fields=["version", "values", "saved_at"])
    return changes


def finalise(answer: Answer, checked: Checked, *, at: datetime) -> Answer:
    """Hand in: the checked values are sealed and frozen. `checked` must stem from the answer's own version.

    Raises Refusal `answer-invalid` (with the first faulty field), `form-stale` if the form was republished meanwhile
    (call `refresh`, show the changes), `answer-final` if it was handed in already.
    """
    answer = _locked_draft(answer.token, answer.owner)
    if queries.newer_version(answer.version) is not None:
        raise Refusal("form-stale", "这张表格刚刚更新过。您填写的内容已保留，请核对变动的地方后再提交。")
    if not checked.is_good:
        field, sentence = next(iter(checked.errors.items()))
        raise Refusal("answer-invalid", sentence, field)
    answer.values = seal(checked.values, queries.definition(answer.version))
    answer.is_final, answer.saved_at = True, at
    answer.save(update_fields=["values", "is_final", "saved_at"])
    return answer


def _locked_draft(token: str, owner: User | None) -> Answer:
    answer = (
        Answer.objects.select_for_update(of=("self",))
        .select_related("version__form", "owner")
        .filter(token=token, owner=owner)
        .first()
    )
    if answer is None:
        raise Unknown("没有找到这份填报，可能已经删除。")
    if answer.is_final:
        raise Refusal("answer-final", "这份填报已经提交，不能再修改。")
    return answer
