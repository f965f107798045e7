"""`zhengtong up`: everything from an empty folder to an answering site, and back to silence."""

import errno
import http.client
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from . import database, env, lock, logs, postgres, ready, screen
from .faults import Fault, SettingFault
from .supervisor import Child, Supervisor

if TYPE_CHECKING:
    from .accounts import DemoAccount

ANSWER_SECONDS = 120.0
TRIES = 3  # deaths of one process before the first answer that make the start fail
LOOK_EVERY = 0.2
REVIVE_EVERY = 10.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StartFault(Fault):
    """The site does not come up."""


def up() -> int:
    """Start everything, say where it is, keep it running until Ctrl-C or SIGTERM."""
    env.number("WEB_WORKERS", 1, 64)
    env.public_url()
    env.live_url()
    env.number("HUBS", 1, 64)
    home = env.home()
    is_embedded = "DATABASE_URL" not in os.environ
    os.umask(0o027)  # what is written from here on is the county's own business
    for number in _SIGNALS:
        signal.signal(number, _interrupt)
    with lock.exclusive(home), ExitStack() as running:
        require_free_port(env.read("BIND"), env.port())
        require_free_port(env.read("BIND"), env.hub_port(), "HUB_PORT")
        try:
            with screen.console.status("正在启动数据库…"):
                running.enter_context(database.available(home))
            accounts = _prepare(home)
            running.enter_context(_simulated_province(is_embedded=is_embedded))
            supervisor = Supervisor(_children(home), _environment(home), screen.say)
            running.callback(supervisor.stop)
            with screen.console.status("正在启动网站…"):
                supervisor.start()
                _await_answer(supervisor)
            _welcome(home, accounts)
            _watch(supervisor, home, is_embedded=is_embedded)
        except KeyboardInterrupt:
            screen.say("正在停止…")
        finally:
            for number in _SIGNALS:  # a second Ctrl-C must not leave half of it running
                signal.signal(number, signal.SIG_IGN)
    screen.say("已全部停止，数据都已保存。")
    return 0


def require_free_port(bind: str, port: int, variable: str = "PORT") -> None:
    """Raises StartFault if something listens there already, SettingFault if it is no address of this machine."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(bind, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError as error:
        raise StartFault(f"没有权限使用端口 {port}，请改用 1024 以上的端口，例如 {variable}=8000 make run。") from error
    except socket.gaierror as error:
        raise SettingFault(f"环境变量 BIND 的地址“{bind}”不存在。") from error
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise SettingFault(f"环境变量 BIND 的地址“{bind}”不是本机地址。") from error
        raise StartFault(
            f"端口 {port} 已被别的程序占用，请先停止它，或者换一个端口，例如 {variable}={port + 1} make run。"
        ) from error


def _interrupt(number: int, frame: Any) -> NoReturn:
    raise KeyboardInterrupt


def _prepare(home: Path) -> "list[DemoAccount]":
    """Tables as this version wants them; the county at the first start. Runs as the owner."""
    with ready.platform(as_owner=True, is_new=True) as addresses:
        from . import accounts, county, migration

        with screen.console.status("正在更新数据库结构…"):
            applied = migration.migrate(addresses)
        if applied:
            screen.say(f"数据库结构已更新（{applied} 项）。")
        if county.is_empty() or county.marker(home).exists():
            county.load(home, datetime.now(UTC))
        return accounts.demo_accounts() if env.is_demo() else []


def _children(home: Path) -> list[Child]:
    command = [sys.executable, "-m", "zhengtong.project.commands"]
    children = [
        Child(label, [*command, name], logs.file(home, name))
        for label, name in (("网站", "web"), ("直播分发", "hub"), ("直播服务", "studio"), ("后台任务", "worker"))
    ]
    for number in range(2, env.number("HUBS", 1, 64) + 1):
        another = [*command, "hub", "--number", str(number)]
        children.append(Child(f"直播分发 {number}", another, logs.file(home, f"hub-{number}")))
    if env.province_file().exists():
        port = env.province_url().rpartition(":")[2]
        simulate = ["province", "simulate", "--port", port, "--state", str(home / "province-simulator.jsonl")]
        children.append(Child("模拟省平台", [*command, *simulate], logs.file(home, "province")))
    for child in children:
        logs.rotate(child.log)
    return children


@contextmanager
def _simulated_province(*, is_embedded: bool) -> Iterator[None]:
    """The demo county is linked to a simulator beside it, unless an operator says where the province is."""
    file = env.province_file()
    file.unlink(missing_ok=True)
    if not (is_embedded and env.is_demo()) or "PROVINCE_URL" in os.environ:
        yield
        return
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"http://127.0.0.1:{port}\n")
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _environment(home: Path) -> dict[str, str]:
    """The children's: they know the role that owns nothing, never the owner."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    return environment | {"ZHENGTONG_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def _await_answer(supervisor: Supervisor) -> None:
    """Until /healthz says that everything works; raises StartFault with the last words of whoever did not."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while (answer := _ask()) is None or answer["status"] != "ok" or not _hub_answers():
        supervisor.look()
        for child in supervisor.children:
            if child.deaths >= TRIES:
                raise StartFault(f"{child.label}启动不了，日志 {child.log} 的末尾是：\n{logs.tail(child.log)}")
        if time.monotonic() > deadline:
            parts = "、".join(answer["broken"] or ["直播分发没有应答"]) if answer else "网站没有应答"
            raise StartFault(
                f"{ANSWER_SECONDS:.0f} 秒内没有启动成功（{parts}），请查看 {supervisor.children[0].log.parent}。"
            )
        time.sleep(LOOK_EVERY)


def _ask() -> dict[str, Any] | None:
    named = next((name for name in env.allowed_hosts() if name != "*"), "localhost").removeprefix(".")
    with closing(http.client.HTTPConnection(_near(), env.port(), timeout=5)) as connection:
        try:
            connection.request("GET", "/healthz", headers={"Host": named})
            return json.loads(connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError):
            return None


def _hub_answers() -> bool:
    """Whether a hub says that it is linked to the database."""
    with closing(http.client.HTTPConnection(_near(), env.hub_port(), timeout=5)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False


def _near() -> str:
    """BIND as this machine reaches it."""
    bind = env.read("BIND")
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # noqa: S104 — asked at its loopback


def _watch(supervisor: Supervisor, home: Path, *, is_embedded: bool) -> NoReturn:
    while True:
        supervisor.look()
        if is_embedded and postgres.has_died(home):
            _revive(home)
        time.sleep(LOOK_EVERY)


def _revive(home: Path) -> None:
    """The site answers with its fault page meanwhile; web and worker take up their connections anew by themselves."""
    screen.say(f"数据库意外停止，正在重新启动；原因见 {logs.file(home, 'postgres')}。")
    try:
        postgres.revive(home)
    except postgres.PostgresFault as fault:
        screen.say(f"数据库没有启动成功，{REVIVE_EVERY:.0f} 秒后再试。{fault}")
        time.sleep(REVIVE_EVERY)
    else:
        screen.say("数据库已恢复，已保存的数据都在。")


def _welcome(home: Path, accounts: "list[DemoAccount]") -> None:
    site = f"http://localhost:{env.port()}"
    pages = (
        ("群众办事", "/"),
        ("期限计算器", "/calculator/"),
        ("工作台", "/desk/"),
        ("监察台", "/oversight/"),
        ("样式页", "/styleguide/"),
        ("运行状态", "/healthz"),
    )
    rows = [(label, f"{site}{path}") for label, path in pages]
    rows.append(("直播分发", f"http://localhost:{env.hub_port()}/healthz"))
    screen.console.print()
    screen.table("政通已启动", ("入口", "地址"), rows)
    if accounts:
        from .accounts import PASSWORD

        screen.table(
            f"演示账号（口令均为 {PASSWORD}）",
            ("角色", "姓名", "用户名", "单位"),
            [(account.role, account.name, account.username, account.unit) for account in accounts],
        )
    screen.line(f"数据目录 {home}，日志在其中的 logs 目录。按 Ctrl-C 停止。")
