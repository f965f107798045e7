import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO, Any

from .parser import Parser

SUDDEN = "由管理员在服务器上临时开设，未能提前预告"
MOST_READ = 1 << 20
"""Bytes of one line that are read at all; what is longer is refused unread."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "interview", help="在线访谈：新建、开始、逐行发布、结束、查看", description="在线访谈和网络新闻发言。"
    )
    commands = parser.add_subparsers(metavar="命令", title="命令", required=True, parser_class=Parser)
    new = commands.add_parser("new", help="新建并预告一场访谈", description="新建一场访谈并发布预告。")
    new.add_argument("slug", metavar="网址名称", help="小写字母、数字和连字符，例如 elder-meals")
    new.add_argument("--title", required=True, metavar="标题", help="4至80个字")
    new.add_argument("--topic", default="", metavar="简介", help="主题简介，默认同标题")
    new.add_argument(
        "--kind", choices=("interview", "press"), default="interview", help="interview 访谈，press 新闻发言"
    )
    new.add_argument("--unit", default="BG", metavar="单位", help="主办单位代码，默认 BG")
    new.add_argument("--guest", action="append", default=[], metavar="姓名,职务", help="嘉宾，可以重复")
    new.add_argument("--host", default="主持人", metavar="姓名,职务", help="主持人")
    new.add_argument("--starts", type=_moment, metavar="时刻", help="开始时间，例如 2026-11-30T15:00，默认现在")
    new.add_argument("--minutes", type=int, default=60, metavar="分钟", help="计划时长，默认60")
    new.add_argument("--reason", default="", metavar="原因", help="预告不足期限的原因，向公众公布")
    new.add_argument("--per-phone", type=int, default=3, metavar="次", help="每个手机号码可提问次数，默认3")
    new.add_argument("--per-address", type=int, default=20, metavar="次", help="每个网络地址每小时可提问次数，默认20")
    new.set_defaults(run=run_new)
    for name, label, run in (("start", "开始直播", run_start), ("end", "结束直播", run_end)):
        each = commands.add_parser(name, help=label, description=f"{label}。")
        each.add_argument("slug", metavar="网址名称")
        each.set_defaults(run=run)
    say = commands.add_parser(
        "say",
        help="逐行发布标准输入的内容",
        description="读取标准输入，每读到一行立即发布一条；空行跳过。发布的条目编号逐行输出，未发布的行和原因输出到标准错误。",
    )
    say.add_argument("slug", metavar="网址名称")
    say.add_argument("--as", dest="speaker", choices=("host", "guest"), default="host", help="以谁的名义，默认 host")
    say.add_argument("--name", default="", metavar="姓名", help="几位嘉宾中的哪一位")
    say.add_argument("--to", default="", metavar="提问编号", help="回答哪一条提问")
    say.set_defaults(run=run_say)
    for name, label, run in (("info", "状态、直播地址和分发进程", run_info), ("stats", "参与统计", run_stats)):
        each = commands.add_parser(name, help=label, description=f"{label}。")
        each.add_argument("slug", metavar="网址名称")
        each.add_argument("--json", action="store_true", help="输出 JSON")
        each.set_defaults(run=run)


def run_new(args: argparse.Namespace) -> int:
    from .. import ready, screen

    with ready.platform():
        from django.db import transaction
        from django.utils import timezone

        from zhengtong.interviews import actions
        from zhengtong.interviews.rules import Guest, Plan

        at = timezone.now()
        starts = args.starts or at
        people = [_person("host", args.host), *(_person("guest", each) for each in args.guest or ["嘉宾"])]
        plan = Plan(
            args.title, args.topic or args.title, starts, starts + timedelta(minutes=args.minutes),
            tuple(Guest(*each) for each in people), per_phone=args.per_phone, per_address=args.per_address,
        )  # fmt: skip
        reason = args.reason or ("" if args.starts else SUDDEN)
        with transaction.atomic():
            interview = actions.plan(args.kind, args.unit, args.slug, plan, by=actions.CONSOLE, at=at)
            actions.announce(args.slug, reason=reason, by=actions.CONSOLE, at=at)
        screen.say(f"{interview.get_kind_display()}“{interview.title}”已预告，编号 {interview.ref}。")
    return 0


def run_start(args: argparse.Namespace) -> int:
    from .. import ready, screen

    with ready.platform():
        from django.utils import timezone

        from zhengtong.interviews import actions

        interview = actions.start(args.slug, by=actions.CONSOLE, at=timezone.now())
        screen.say(f"“{interview.title}”直播开始。")
    return 0


def run_end(args: argparse.Namespace) -> int:
    from .. import ready, screen

    with ready.platform():
        from django.utils import timezone

        from zhengtong.interviews import actions, queries

        interview = actions.end(args.slug, by=actions.CONSOLE, at=timezone.now())
        left = queries.figures(interview).left
        screen.say(f"“{interview.title}”直播结束，{left} 条提问待会后答复。")
    return 0


def run_say(args: argparse.Namespace) -> int:
    from .. import ready

    with ready.platform():
        from zhengtong.interviews import queries

        speaker: int | str = queries.speaker_named(args.slug, args.name) if args.name else args.speaker
        return publish(sys.stdin.buffer, args.slug, speaker, args.to)


def publish(lines: IO[bytes], slug: str, speaker: int | str, to: str = "") -> int:
    """Publish line by line as they come; 1 where one was refused. Each stands by itself: a bad one stops no other."""
    from django.utils import timezone

    from zhengtong.foundation.errors import Refusal, Unknown
    from zhengtong.interviews import actions

    outcome = 0
    for number, words in enumerate(_read(lines), 1):
        if words is not None and not words.strip():
            continue
        try:
            if words is None:
                raise Refusal("unreadable", "不是UTF-8编码的文字，或者一行超过1MB，没有发布。")
            line = actions.say(slug, words, speaker=speaker, to=to, by=actions.CONSOLE, at=timezone.now())
        except Refusal as refusal:
            outcome = 1
            print(f"第{number}行：{refusal.sentence}", file=sys.stderr, flush=True)
            if isinstance(refusal, Unknown) or refusal.code in ("wrong-state", "live-closed", "no-speaker"):
                return outcome
        else:
            print(line, flush=True)
    return outcome


def _read(lines: IO[bytes]) -> Iterator[str | None]:
    """Each line as soon as it is there; None for one that is no text or has no end."""
    while line := lines.readline(MOST_READ):
        if len(line) == MOST_READ and not line.endswith(b"\n"):
            while (rest := lines.readline(MOST_READ)) and not rest.endswith(b"\n"):
                pass
            yield None
            continue
        try:
            yield line.decode().rstrip("\r\n")
        except UnicodeDecodeError:
            yield None


def run_info(args: argparse.Namespace) -> int:
    from .. import ready, screen

    with ready.platform():
        from django.conf import settings
        from django.utils import timezone

        from zhengtong.interviews import queries
        from zhengtong.live import queries as live

        interview = queries.interview_by_slug(args.slug)
        at = timezone.now()
        channel = interview.channel
        origin = settings.LIVE_URL or settings.PUBLIC_URL
        told: dict[str, Any] = {
            "slug": interview.slug,
            "ref": interview.ref,
            "kind": interview.kind,
            "title": interview.title,
            "unit": interview.unit.name,
            "state": interview.state,
            "state_label": interview.get_state_display(),
            "starts_at": interview.starts_at.isoformat(),
            "ends_at": interview.ends_at.isoformat(),
            "started_at": interview.started_at and interview.started_at.isoformat(),
            "ended_at": interview.ended_at and interview.ended_at.isoformat(),
            "page": f"{settings.PUBLIC_URL}/interviews/{interview.slug}/",
            "channel": channel,
            "stream": f"{origin}/live/{channel}/stream",
            "tail": f"{origin}/live/{channel}/tail",
            "last": live.last_number(channel),
            "online": live.online(channel, at),
            "hubs": [
                {"name": hub.name, "pid": hub.pid, "address": hub.address, "started_at": hub.started_at.isoformat()}
                for hub in live.hubs(at)
            ],
        }
    if args.json:
        _print_json(told)
        return 0
    screen.line(f"{told['ref']}  {told['title']}（{told['unit']}）  {told['state_label']}")
    screen.line(f"页面 {told['page']}")
    screen.line(f"直播 {told['stream']}  已发布 {told['last']} 条，在线 {told['online']}")
    for hub in told["hubs"]:
        screen.line(f"分发进程 {hub['name']}  pid {hub['pid']}  {hub['address']}")
    if not told["hubs"]:
        screen.line("没有正在运行的分发进程。")
    return 0


def run_stats(args: argparse.Namespace) -> int:
    from .. import ready, screen

    with ready.platform():
        from zhengtong.interviews import queries

        figures = queries.figures(queries.interview_by_slug(args.slug))
    if args.json:
        _print_json(
            {
                **{figure.key: figure.value for figure in figures.told()},
                "curve": [[at.isoformat(), online] for at, online in figures.curve],
                "definitions": {figure.key: f"{figure.label}：{figure.definition}" for figure in figures.told()},
            }
        )
        return 0
    for figure in figures.told():
        value = "没有统计" if figure.value is None else figure.value
        screen.line(f"{figure.label} {value}  [dim]{figure.definition}[/dim]")
    return 0


def _person(role: str, words: str) -> tuple[str, str, str]:
    name, _, post = words.replace("，", ",").partition(",")
    return role, name.strip(), post.strip()


def _moment(text: str) -> datetime:
    from legalclock import SHANGHAI

    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是时刻，请写成 2026-11-30T15:00") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=SHANGHAI)


def _print_json(content: dict[str, Any]) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2))
