"""What an operator should know before people come: each check answers in Chinese, with what to do about it."""

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.http.request import validate_host
from django.utils.timezone import localdate

from zhengtong.broadcasts import studio
from zhengtong.catalog import queries as catalog
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.models import ItemVersion
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Checkpoint
from zhengtong.live import queries as lives
from zhengtong.notices.adapters import ADAPTERS
from zhengtong.org.choices import RegionLevel, UnitKind
from zhengtong.org.models import Assignment, Unit
from zhengtong.timers import queries as timers
from zhengtong.timers.models import LegalLimit

from . import accounts, database, env, health, migration
from .ready import Addresses

# The State Council publishes the next year's days in November; before that nobody can enter them.
COVERAGE_WANTED = timedelta(days=30)
FREE_WANTED = 2 * 1024**3
_LISTED = 5  # examples named in one finding
_LOCAL = frozenset({"localhost", "127.0.0.1"})
TOWN = "TOWN"  # in an item file: whichever township the applicant belongs to


class Level(Enum):
    """How much it matters."""

    OK = "正常"
    NOTICE = "注意"
    ERROR = "错误"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer: how much it matters, what was found, what to do."""

    level: Level
    sentence: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What the checks stand on."""

    addresses: Addresses
    at: datetime


def _ok(sentence: str) -> Finding:
    return Finding(Level.OK, sentence)


def _notice(sentence: str) -> Finding:
    return Finding(Level.NOTICE, sentence)


def _error(sentence: str) -> Finding:
    return Finding(Level.ERROR, sentence)


def _named(names: list[str]) -> str:
    rest = len(names) - _LISTED
    return "、".join(names[:_LISTED]) + (f"等 {len(names)} 个" if rest > 0 else "")


def secret(ground: Ground) -> Iterator[Finding]:
    path = env.secret_file()
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield _error(f"主密钥 {path} 的权限是 {mode:04o}，其他用户可能读到，请执行 chmod 600 {path}。")
    else:
        yield _ok("主密钥只有本用户可读。")


def disk(ground: Ground) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free
    if free < FREE_WANTED:
        yield _error(f"数据目录所在磁盘只剩 {free / 1024**3:.1f} GB，请清理或者扩容。")
    else:
        yield _ok(f"磁盘剩余 {free / 1024**3:.0f} GB。")


def database_role(ground: Ground) -> Iterator[Finding]:
    """The web's role must not be able to undo the journal's guards."""
    with psycopg.connect(ground.addresses.application) as connection:
        is_super, owns = connection.execute(
            "SELECT rolsuper, (SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user) "
            "FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        guards = connection.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgname ~ '^journal_.*_guard$' AND tgenabled <> 'D'"
        ).fetchone()[0]
    role = database.role_of(ground.addresses.application)
    if is_super or owns:
        yield _error(
            f"网站使用的数据库角色 {role} {'是超级用户' if is_super else '拥有数据表'}，流水的防改动保护对它不起作用，"
            "请另建一个普通角色用于 DATABASE_URL，所有者放在 DATABASE_OWNER_URL（见 docs/operations.md）。"
        )
    else:
        yield _ok(f"网站使用的数据库角色 {role} 不拥有数据表。")
    if guards < len(database.APPEND_ONLY):
        yield _error("流水表的防改动触发器不完整，请以所有者身份执行 zhengtong migrate，并查明是谁停用了它。")


def migrations(ground: Ground) -> Iterator[Finding]:
    names = migration.pending()
    if names:
        yield _error(f"有 {len(names)} 项数据库结构更新没有执行（{_named(names)}），请执行 zhengtong migrate。")
    else:
        yield _ok("数据库结构是当前版本。")


def calendar(ground: Ground) -> Iterator[Finding]:
    try:
        known = timers.calendar()
    except Refusal as refusal:
        yield _error(f"{refusal.sentence}可执行 zhengtong demo 载入。")
        return
    until = known.covered_until
    if until < localdate(ground.at):
        yield _error(f"工作日历只到 {until:%Y-%m-%d}，现在的期限全是暂定的，请立即录入今年的放假安排通知。")
    elif until < localdate(ground.at) + COVERAGE_WANTED:
        yield _notice(
            f"工作日历到 {until:%Y-%m-%d} 为止，跨过这一天的期限是暂定的；国务院办公厅公布明年放假安排后请及时录入。"
        )
    else:
        yield _ok(f"工作日历已知到 {until:%Y-%m-%d}。")
    if timers.office_hours() is None:
        yield _error("没有录入作息时间，按工作小时计算的期限无法计时，请在工作日历页面录入。")


def limits(ground: Ground) -> Iterator[Finding]:
    count = LegalLimit.objects.count()
    if not count:
        yield _error("法定期限参数是空的，办件无法计时，请执行 zhengtong demo 载入。")
    else:
        yield _ok(f"法定期限参数 {count} 项。")


def items(ground: Ground) -> Iterator[Finding]:
    """Published items that people can find but not finish."""
    published = list(catalog.published_items())
    if not published:
        yield _error("没有已发布的事项，群众无事可办，请执行 zhengtong demo 载入或者在工作台发布。")
        return
    known = catalog.Known.now()
    for version in published:
        if lacking := catalog.findings(version.content, known):
            yield _error(f"已发布事项 {version.item.code} {version.name}：{lacking[0]}，请在工作台修订后重新发布。")
    idle = _unstaffed(published)
    if idle:
        yield _notice(f"事项 {_named(idle)} 有环节没有人员可以办理，请系统管理员授予相应角色。")
    else:
        yield _ok(f"已发布事项 {len(published)} 项，各环节都有人员可以办理。")


def _unstaffed(versions: list[ItemVersion]) -> list[str]:
    """Codes of the items with a step that nobody serving holds the post for; TOWN stands for every township."""
    current = Unit.objects.filter(valid_to=None).select_related("region")
    above = {unit.code: {None, *unit.path.strip("/").split("/")} for unit in current}
    towns = {
        unit.code for unit in current if unit.kind == UnitKind.TOWNSHIP and unit.region.level != RegionLevel.COUNTY
    }
    posts = set(Assignment.objects.filter(staff__left_on=None).values_list("role__code", "unit__code"))

    def is_staffed(post: str, unit: str) -> bool:
        if unit == TOWN:
            return all(is_staffed(post, town) for town in towns)
        return any((post, held) in posts for held in above.get(unit, set()))

    return [
        version.item.code
        for version in versions
        if not all(is_staffed(step.post, step.unit) for step in Guide.of(version.content).steps if step.post)
    ]


def addresses(ground: Ground) -> Iterator[Finding]:
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield _error(f"PUBLIC_URL 的主机名 {host} 不在 ALLOWED_HOSTS 里，群众打不开网站，请加上。")
    if host in _LOCAL:
        yield _notice("PUBLIC_URL 是本机地址，文书上的二维码在别处打不开，正式使用前请设为对外网址。")
    else:
        if not settings.PUBLIC_URL.startswith("https://"):
            yield _error("PUBLIC_URL 不是 https 地址，登录口令会明文传输，请在前面的 nginx 上启用 https。")
        if accounts.demo_accounts():
            yield _error("演示账号仍在使用公开的演示口令，请重置这些账号的口令或者停用。")


def messages(ground: Ground) -> Iterator[Finding]:
    name = settings.SMS_ADAPTER
    if name not in ADAPTERS:
        yield _error(f"SMS_ADAPTER 指定的短信通道“{name}”不存在，可用：{'、'.join(ADAPTERS)}。")
    elif name in ("demo", "failing"):
        yield _notice(f"短信通道是“{name}”，短信没有真正发出，正式使用前请接入短信网关。")


def upkeep(ground: Ground) -> Iterator[Finding]:
    found = health.state(ground.at)
    if "worker" in found["broken"]:
        yield _notice(
            "后台任务没有运行，期限届满、通知发送和流水封链都停着，请启动 zhengtong up 或者 zhengtong worker。"
        )
    for name in found["worker"]["failing"]:
        yield _error(f"后台任务 {name} 最近一次失败了，请查看 {settings.HOME}/logs/worker.log。")
    if "journal" in found["broken"]:
        yield _error(f"有流水 {found['journal']['lag_seconds']:.0f} 秒没有入链，请查看后台任务是否运行。")
    last = Checkpoint.objects.order_by("-day").first()
    if last and last.day < localdate(ground.at) - timedelta(days=2):
        yield _notice(f"流水最近一次签封是 {last.day:%Y-%m-%d}，后台任务运行后会补签。")


def live(ground: Ground) -> Iterator[Finding]:
    """What interviews are told through while they go on: hubs for the words, the studio for the picture."""
    hubs = lives.hubs(ground.at)
    if hubs:
        yield _ok(f"直播分发进程 {len(hubs)} 个在运行。")
    else:
        yield _notice("直播分发进程没有运行，访谈页面不会实时更新，请启动 zhengtong up 或者 zhengtong hub。")
    if studio.state(settings.HOME):
        yield _notice("视频直播服务没有运行或者有故障，不能接收画面，请启动 zhengtong up 或者 zhengtong studio。")
    site, told = urlsplit(settings.PUBLIC_URL), urlsplit(settings.LIVE_URL)
    if not told.hostname or site.hostname in _LOCAL:
        return
    if told.hostname in _LOCAL:
        yield _error(
            f"LIVE_URL 是本机地址 {settings.LIVE_URL}，群众的浏览器连不上直播，请设为空（由 nginx 转发）或者对外网址。"
        )
    elif site.scheme == "https" and told.scheme != "https":
        yield _error("网站用 https 而 LIVE_URL 不是，浏览器会拒绝连接直播，请在 LIVE_URL 上启用 https。")


CHECKS: tuple[Callable[[Ground], Iterator[Finding]], ...] = (
    secret, disk, database_role, migrations, calendar, limits, items, addresses, messages, upkeep, live,
)  # fmt: skip
