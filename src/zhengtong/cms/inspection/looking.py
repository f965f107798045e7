"""One public page looked over: as it is shown, with everything it leads to and offers."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from urllib.parse import urlsplit

from zhengtong.cms.models import SiteDocument
from zhengtong.cms.pagecache import baking, files
from zhengtong.cms.pagecache import rules as cache_rules
from zhengtong.guards import documents
from zhengtong.guards import queries as guards
from zhengtong.guards.rules import Findings

from . import rules
from .addresses import resolve_all
from .asking import address_at, asked
from .choices import LinkState
from .models import AttachmentCheck, ExternalLink, InspectedPage
from .rules import Kind, PageKind, Problem, Seen

OWN_PART = "正文"


@dataclass(frozen=True, slots=True)
class Look:
    """What was found, and how far the look reached."""

    problems: tuple[Problem, ...]
    external: tuple[str, ...] = ()
    links: int = 0
    unread: int = 0


def look(row: InspectedPage, at: datetime) -> Look:
    """Look a page over as it is shown now. Asks the database a fixed number of times, however much stands on the page."""
    address = (baking.address_of(row.page) if row.page else None) or address_at(row.url)
    status, page = _shown(address)
    if status != 200:
        return Look((Problem(Kind.ANSWER, "整页", row.url, f"网页打不开（{status}）"),))
    seen = rules.read(page)
    kind = PageKind(row.kind)
    problems = [*rules.check_page(seen), *rules.check_tags(seen, kind)]
    # The frame is a site's own: it is looked at once, on its home page, and on the pages of the other doors.
    has_frame = kind == PageKind.HOME or row.page_id is None
    if has_frame:
        problems += rules.check_foot(seen)
    links = [link for link in seen.links if link.is_in_main or has_frame]
    resolved = resolve_all([link.href for link in links], f"{address.scheme}://{address.name}{address.path}")
    words = {link.href: link for link in reversed(links)}
    for href, reason in resolved.inside.items():
        if reason:
            problems.append(_of_link(Kind.LINK, words[href], href, reason))
    outside = tuple(dict.fromkeys(url for url in resolved.outside.values() if len(url) <= 600))
    broken = dict(ExternalLink.objects.filter(url__in=outside, state=LinkState.BROKEN).values_list("url", "reason"))
    for href, url in resolved.outside.items():
        if url in broken:
            problems.append(_of_link(Kind.EXTERNAL, words[href], url, f"外部链接打不开：{broken[url]}"))
    problems += _leaks(guards.check(seen.words, at=at), OWN_PART)
    found, unread = _in_attachments(seen, at)
    return Look(_each_once([*problems, *found]), outside, len(resolved.inside), unread)


def _shown(address: baking.Address) -> tuple[int, str]:
    """The page readers are given: as it is kept, else as it would be made."""
    if cache_rules.is_kept_path(address.path):
        kept = files.folder(baking.pages_root(), address.host, address.path) / cache_rules.PAGE
        try:
            return 200, kept.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            pass  # nobody has asked for it since it last changed
    response = asked(address)
    return response.status_code, "" if response.streaming else response.content.decode(errors="replace")


def _of_link(kind: Kind, link: rules.Link, what: str, reason: str) -> Problem:
    place = f"{OWN_PART if link.is_in_main else '页面框架'}的链接“{link.words[:40] or '（没有文字）'}”"
    return Problem(kind, place, what[:600], reason)


def _leaks(findings: Findings, place: str) -> list[Problem]:
    return [
        Problem(Kind.LEAK, place, f"{one.what}{one.shown}", f"{place}里有{one.what}{one.shown}", one.excerpt)
        for one in findings.leaks
    ]


def _in_attachments(seen: Seen, at: datetime) -> tuple[list[Problem], int]:
    """Personal numbers in the documents a page offers, and how many of these could not be read to their end."""
    offered = {}
    for link in seen.links:
        parts = urlsplit(link.href).path.split("/")
        if link.is_in_main and len(parts) > 2 and parts[1] == "documents" and parts[2].isdecimal():
            offered.setdefault(int(parts[2]), link)
    if not offered:
        return [], 0
    problems, unread = [], 0
    read = _read(SiteDocument.objects.filter(pk__in=offered), at)
    for document, check in read:
        place = f"附件“{document.title}”"[:120]
        for what, shown, excerpt in check.found:
            problems.append(
                Problem(Kind.LEAK, place, f"{document.filename} {what}{shown}", f"{place}里有{what}{shown}", excerpt)
            )
        unread += bool(check.gap)
    return problems, unread


def _read(offered: Iterable[SiteDocument], at: datetime) -> list[tuple[SiteDocument, AttachmentCheck]]:
    contents = {}
    for document in offered:
        with document.open_file() as file:
            contents[document] = file.read()
    digests = {document: hashlib.sha256(content).hexdigest() for document, content in contents.items()}
    known = AttachmentCheck.objects.in_bulk(set(digests.values()))
    for document, digest in digests.items():
        if digest not in known:
            known[digest] = _check(digest, contents[document], document.filename, at)
    return [(document, known[digest]) for document, digest in digests.items()]


def _check(digest: str, content: bytes, name: str, at: datetime) -> AttachmentCheck:
    read = documents.read_apart(content, PurePath(name).suffix.lower().removeprefix("."))
    found = [[one.what, one.shown, one.excerpt] for one in guards.check(read.text, at=at).leaks]
    check = AttachmentCheck(digest=digest, found=found, gap=read.gap, read_at=at)
    AttachmentCheck.objects.bulk_create([check], ignore_conflicts=True)
    return check


def _each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple({rules.key_of(one): one for one in problems}.values())
