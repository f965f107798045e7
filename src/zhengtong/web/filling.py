"""The part of a door that takes a form made of fields: files stored, rows added, answers checked, fields shown."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest
from django.utils.timezone import localdate

from zhengtong.files.actions import store_upload
from zhengtong.forms import queries, rules
from zhengtong.forms.presentation import FormView, present
from zhengtong.forms.rules import Checked, Definition, Entries
from zhengtong.foundation.errors import Refusal


@dataclass(frozen=True, slots=True)
class Posted:
    """What came in. `is_rearranged`: a row or a file was added or removed by a button, so the page is only shown again.

    `upload_errors`: sentences for files that were refused, by field.
    """

    entries: Entries
    upload_errors: dict[str, str]
    is_rearranged: bool = False


def take(request: HttpRequest, definition: Definition, *, by: str, at: datetime) -> Posted:
    """Read a posted form: new files are stored at once (each leaves its own journal entry), so none is sent twice."""
    raw: dict[str, object] = dict(request.POST.lists())
    errors: dict[str, str] = {}
    is_rearranged = False
    for field in definition.fields():
        if field.kind != "file":
            continue
        if f"remove-file:{field.key}" in raw:
            raw[field.key], is_rearranged = "", True
        elif upload := request.FILES.get(field.key):
            try:
                raw[field.key] = store_upload(upload, by=by, at=at).token
            except Refusal as refusal:
                errors[field.key] = refusal.sentence
    rearranged = rules.rows_changed(definition, raw)
    entries = rules.gather(definition, raw) if rearranged is None else rearranged
    return Posted(entries, errors, is_rearranged or rearranged is not None)


def check(definition: Definition, posted: Posted, *, by: str, at: datetime) -> Checked:
    """The answers checked on the day, refused files included, errors in the order of the page."""
    checked = queries.checked(definition, posted.entries, today=localdate(at), by=by)
    found = checked.errors | posted.upload_errors
    place = {field.key: number for number, field in enumerate(definition.fields())}
    ordered = sorted(found, key=lambda name: place[name.split("-")[0]])
    return replace(checked, errors={name: found[name] for name in ordered})


def show(definition: Definition, entries: Entries, errors: dict[str, str], *, by: str, at: datetime) -> FormView:
    """The fields as the page draws them with `forms/fields.html`."""
    has_regions = any(each.kind == "region" for field in definition.fields() for each in (field, *field.columns))
    files = queries.own_files(by)

    def file_name(token: str) -> str | None:
        facts = files(token)
        return facts.name if facts else None

    return present(
        definition,
        entries,
        errors,
        regions=queries.region_choices(localdate(at)) if has_regions else (),
        file_names=file_name,
    )
