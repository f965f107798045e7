"""文件导入 and 字段映射: a file sent up, what became of it, and how files are read."""

import tempfile
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.exchange import actions, queries
from zhengtong.exchange.choices import ImportState
from zhengtong.exchange.models import OutsideSystem
from zhengtong.exchange.rules.mapping import check_mapping
from zhengtong.files.rules import size_words
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line

from ..door import oversight
from ..wording import actor_labels
from .frame import LINE_TONES, LOOK, framed, managed, number

PAGE = 30
MOST_LINES = 50
MOST_SPEC = 20_000
STATE_TONES = {
    ImportState.RUNNING: ("info", "clock"),
    ImportState.COMPLETE: ("success", "check"),
    ImportState.PARTIAL: ("warn", "alert"),
    ImportState.BROKEN: ("error", "alert"),
}
_START = """format: table
columns:
  ref: 办件编号
moments:
  accepted: 受理时间
  finished: 办结时间
limits:
  legal_due: 法定期限
"""


@oversight(*LOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, code: str) -> HttpResponse:
    """The files so far; a file sent here is taken in, and its result page follows."""
    system, errors = queries.system_for(request.staff, code), {}
    if request.method == "POST":
        try:
            file = _take(request, managed(request, code))
        except Unknown:
            raise
        except Refusal as refusal:
            errors = {refusal.field if refusal.field in ("file", "mapping") else "file": refusal.sentence}
        else:
            return redirect("oversight:system-import", code, file)
    page = Paginator(queries.imports_of(system), PAGE).get_page(request.GET.get("page"))
    names = actor_labels(one.by for one in page)
    context = framed(
        request,
        system,
        "imports",
        rows=[(one, *STATE_TONES[ImportState(one.state)], names[one.by]) for one in page],
        page=page,
        mappings=[("", "沿用已保存的映射；没有的，由系统按文件内容选择")]
        + [
            (str(one.pk), f"{one}（{timezone.localtime(one.saved_at):%Y-%m-%d}）")
            for one in queries.mappings_of(system)
        ],
        chosen=request.POST.get("mapping", ""),
        max_mb=settings.MAX_UPLOAD_BYTES // 1024 // 1024,
    )
    return render(
        request, "oversight/systems/imports.html", context | {"errors": errors}, status=409 if errors else 200
    )


def _take(request: HttpRequest, system: OutsideSystem) -> str:
    """Import what was sent; the number of the import. Raises Refusal."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("import-no-file", "请选择要导入的文件。", "file")
    if upload.size > settings.MAX_UPLOAD_BYTES:
        most = size_words(settings.MAX_UPLOAD_BYTES)
        raise Refusal("import-too-large", f"文件超过{most}，请压缩为 .xes.gz，或者由管理员在服务器上导入。", "file")
    chosen, mapping = number(request.POST.get("mapping", "")), None
    if chosen is not None:
        saved = queries.mappings_of(system).filter(pk=chosen).first()
        if saved is None:
            raise Refusal("mapping-unknown", "请从列表中选择字段映射。", "mapping")
        mapping = saved.spec
    with tempfile.NamedTemporaryFile() as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        file, _ = actions.import_file(
            Path(copy.name),
            name=tidy_line(upload.name),
            system=system.code,
            mapping=mapping,
            by=request.staff,
            at=timezone.now(),
        )
    return file.ref


@oversight(*LOOK)
@require_safe
def imported(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    system = queries.system_for(request.staff, code)
    file = queries.import_for(request.staff, ref)
    if file.system_id != system.pk:
        raise Unknown
    lines = queries.quarantine(system, file=file)[:MOST_LINES]
    context = framed(
        request,
        system,
        "imports",
        file=file,
        tone=STATE_TONES[ImportState(file.state)],
        by=actor_labels([file.by])[file.by],
        stats=[
            ("办件", file.matters, "件", ""),
            ("活动", file.events, "个", ""),
            ("写入流水", file.accepted, "条", ""),
            ("此前已有", file.duplicates, "条", ""),
            ("隔离", file.quarantined, "条", ""),
        ],
        lines=[(line, *LINE_TONES[line.state]) for line in lines],
        most=MOST_LINES,
        spec=_written(file.mapping.spec),
    )
    return render(request, "oversight/systems/import.html", context)


# --- mappings ---


@oversight(*LOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def mappings(request: HttpRequest, code: str) -> HttpResponse:
    """Every version, and the text of a new one; a form sent here checks it, or saves it too."""
    system, errors, is_good = queries.system_for(request.staff, code), {}, False
    saved = list(queries.mappings_of(system))
    based = number(request.GET.get("from", ""))
    start = next((one for one in saved if one.pk == based), saved[0] if saved else None)
    text = _written(start.spec) if start else _START
    if request.method == "POST":
        text = request.POST.get("spec", "")
        try:
            spec = check_mapping(_read(text))
            is_good = True
            if "save" in request.POST:
                made = actions.save_mapping(code, spec, by=request.staff, at=timezone.now())
                messages.success(request, f"映射已保存为 {made}，下次导入沿用。")
                return redirect("oversight:system-mappings", code)
        except Unknown:
            raise
        except Refusal as refusal:
            errors = {"spec": refusal.sentence}
    names = actor_labels(one.saved_by for one in saved)
    context = framed(
        request, system, "mappings", text=text, is_good=is_good, rows=[(one, names[one.saved_by]) for one in saved]
    )
    return render(
        request, "oversight/systems/mappings.html", context | {"errors": errors}, status=409 if errors else 200
    )


def _read(text: str) -> Any:
    if len(text) > MOST_SPEC:
        raise Refusal("mapping-long", f"映射超过{MOST_SPEC:,}个字符。", "spec")
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"（第{mark.line + 1}行第{mark.column + 1}列）" if mark else ""
        raise Refusal("mapping-unreadable", f"映射不是可读的 YAML{where}。", "spec") from error


def _written(spec: dict[str, Any]) -> str:
    return yaml.safe_dump(spec, allow_unicode=True, sort_keys=False, width=120)


urls = [
    path("systems/<str:code>/imports/", imports, name="system-imports"),
    path("systems/<str:code>/imports/<str:ref>/", imported, name="system-import"),
    path("systems/<str:code>/mappings/", mappings, name="system-mappings"),
]
