"""历史内容导入 behind the editors' door: hand a file over, read what would become of every row, then let it in."""

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import reach

from ..models import SitePage
from ..workflow.views import ROOT, staff_at
from . import actions, reading
from .rules import OUTCOMES, Report

ACCEPTED = (".zip", *reading.TABLES)
HERE = {"url": "/editor/legacy/", "label": "历史内容导入"}
_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


def upload(request: HttpRequest) -> HttpResponse:
    staff, sites = _manager(request)
    problem = None
    if request.method == "POST":
        try:
            return redirect("editor-legacy-run", _keep(request, staff, sites))
        except Refusal as refusal:
            problem = refusal
    shown = {"sites": sites, "accepted": ",".join(ACCEPTED), "problem": problem, "said": request.POST}
    return _page(request, "cms/legacy/upload.html", shown, status=409 if problem else 200)


def dry_run(request: HttpRequest, token: str) -> HttpResponse:
    """GET: the trial and its table. POST: the import itself, of the same file; then it is forgotten."""
    staff, sites = _manager(request)
    folder = _folder(token)
    said = _said(folder, staff)
    site = sites.filter(pk=said["site"]).first()
    if site is None:
        raise Http404
    is_trial = request.method != "POST"
    problem, report = None, None
    try:
        report = _run(actions.try_import if is_trial else actions.import_content, folder, said, site, staff)
    except Refusal as refusal:
        problem = refusal
    if not is_trial and report is not None:
        _forget(folder)
        messages.success(request, f"已导入{report.count('new')}条；有误{report.count('broken')}条，没有导入。")
    shown = {"site": site, "report": report, "problem": problem, "token": token, "name": said["name"]}
    if report is not None:
        shown |= {"counts": [(label, report.count(code)) for code, label in OUTCOMES.items()], "labels": OUTCOMES}
    return _page(request, "cms/legacy/report.html", shown, status=409 if problem else 200)


def _manager(request: HttpRequest) -> tuple[Staff, Any]:
    """Who manages sites, and which; to everybody else there is nothing here."""
    staff = staff_at(request)
    if not staff.may(Permission.SITE_MANAGE):
        raise Http404
    mine = SitePage.objects.filter(reach(staff, Permission.SITE_MANAGE, unit="unit", region="unit__region"))
    return staff, mine.select_related("unit__region", "collection").order_by("path")


def _keep(request: HttpRequest, staff: Staff, sites: Any) -> str:
    file = request.FILES.get("file")
    suffix = Path(file.name).suffix.lower() if file else ""
    if file is None or suffix not in ACCEPTED:
        raise Refusal("kind", "请选择要导入的文件：zip、xlsx、CSV、JSON或者WordPress导出文件（xml）。", "file")
    if file.size > reading.LARGEST_FILE:
        raise Refusal("too-large", f"文件超过{reading.LARGEST_FILE >> 20}MB，请分批导入，或者由管理员在服务器上导入。")
    chosen = request.POST.get("site", "")
    site = sites.filter(pk=chosen).first() if chosen.isdigit() else None
    if site is None:
        raise Refusal("no-site", "请选择站点。", "site")
    token = refs.token()
    folder = _folder(token)
    folder.mkdir(parents=True)
    with open(folder / f"content{suffix}", "wb") as kept:
        for piece in file.chunks():
            kept.write(piece)
    said = {"site": site.pk, "by": staff.code, "name": file.name, "columns": _mapping(request.POST.get("columns", ""))}
    (folder / "said.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return token


def _mapping(text: str) -> dict[str, str]:
    """One line a column: `原栏目 = 现栏目`; a line without the sign is where what has no column goes."""
    pairs: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        old, sign, new = line.partition("=")
        pairs[old.strip() if sign else ""] = (new if sign else old).strip()
    return pairs


def _folder(token: str) -> Path:
    if not _TOKEN.fullmatch(token):
        raise Http404
    return Path(settings.HOME) / "imports" / token


def _said(folder: Path, staff: Staff) -> dict[str, Any]:
    """What was chosen with the file; another person's file is not there."""
    try:
        said: dict[str, Any] = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Http404 from error
    if said["by"] != staff.code:
        raise Http404
    return said


def _run(act: Callable[..., Report], folder: Path, said: dict[str, Any], site: SitePage, staff: Staff) -> Report:
    source = next(folder.glob("content.*"))
    with tempfile.TemporaryDirectory() as spare:
        root = None
        if source.suffix == ".zip":
            source = root = reading.unpack(source, Path(spare))
        coming = reading.records(source)
        return act(coming, site=site, by=staff, at=timezone.now(), root=root, columns=said["columns"])


def _forget(folder: Path) -> None:
    for kept in folder.iterdir():
        kept.unlink()
    folder.rmdir()


def _page(request: HttpRequest, template: str, shown: dict[str, Any], status: int) -> HttpResponse:
    frame = {"header_title": "历史内容导入", "header_icon": "upload", "breadcrumbs_items": [ROOT, HERE]}
    return render(request, template, frame | shown, status=status)
