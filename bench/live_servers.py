"""The three that hand out lines in `bench live`: the hub as `zhengtong hub` starts it, the bare one, and nginx with nchan.

Each is kept to the first core; whoever publishes and whoever listens have the others.
"""

import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from . import ground

SERVER_CORE = min(os.sched_getaffinity(0))
PINNED = ["taskset", "-c", str(SERVER_CORE)]
NAME = "bench-live"
HOST = {"name": "邹雨桐", "post": "县政务服务数据管理局 主持人", "role": "host"}
WORDS = "各位网友大家好，欢迎关注本期在线访谈。今天我们请到了县民政局的负责同志，就城乡低保、临时救助等大家关心的问题与网友交流。"
"""With the speaker and the rest, a line of about 300 bytes."""
NCHAN = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")


def on_core(pids: list[int]) -> float:
    """Seconds these processes have been on a core, by the scheduler's own account."""
    spent = 0
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").iterdir():
            spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e9


class Server:
    """Something that hands out lines at a port of 127.0.0.1; `said` is how many it was given."""

    path = f"/live/{NAME}/stream"
    is_inside = False
    """Whether the number stands in the line."""

    def __init__(self, port: int) -> None:
        self.port, self.said = port, 0
        self.processes: list[subprocess.Popen[bytes]] = []

    def pids(self) -> list[int]:
        return [process.pid for process in self.processes]

    def say(self) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        for process in self.processes:
            if process.stdin:
                process.stdin.close()
            process.terminate()
            process.wait(30)

    def await_answer(self, path: str = "/") -> None:
        deadline = time.monotonic() + 30
        while True:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as asked:
                try:
                    asked.request("GET", path)
                    if asked.getresponse().status != http.HTTPStatus.SERVICE_UNAVAILABLE:
                        return
                except (OSError, http.client.HTTPException):
                    pass
            if time.monotonic() > deadline:
                raise RuntimeError(f"nothing answers at {self.port}")
            time.sleep(0.05)

    def cpu(self) -> float:
        """Seconds its processes have been on a core."""
        return on_core(self.pids())

    def memory(self) -> int:
        """Bytes that are its processes' own (USS)."""
        own = 0
        for pid in self.pids():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith(("Private_Clean:", "Private_Dirty:")):
                    own += int(line.split()[1]) * 1024
        return own


class Ours(Server):
    """The hubs under `up`'s own supervisor; lines are said through `live.actions.say`, each with a durable commit."""

    def __init__(self, port: int, hubs: int = 1) -> None:
        from zhengtong.live import queries
        from zhengtong.project.supervisor import Child, Supervisor

        super().__init__(port)
        self.said = queries.channel_by_name(NAME).last
        command = [*PINNED, sys.executable, "-m", "zhengtong.project.commands", "hub", "--number"]
        log = ground.HOME / "logs" / "hub.log"
        children = [Child(f"hub {number}", [*command, str(number)], log) for number in range(1, hubs + 1)]
        settings = {"HUB_PORT": str(port), "HUBS": str(hubs), "BIND": "127.0.0.1", "PUBLIC_URL": "http://localhost"}
        self.supervisor = Supervisor(children, os.environ | settings, print)
        self.supervisor.start()
        self.await_answer("/healthz")
        time.sleep(2.0 if hubs > 1 else 0.0)  # the others, too, are at the port they share

    def pids(self) -> list[int]:
        return [child.process.pid for child in self.supervisor.children if child.process]

    def stop(self) -> None:
        self.supervisor.stop()

    def say(self) -> None:
        from zhengtong.live import actions

        actions.say(NAME, "say", {"who": HOST, "html": WORDS}, at=datetime.now(UTC))
        self.said += 1

    def metrics(self) -> dict[str, float]:
        """What a hub tells of itself."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as asked:
            asked.request("GET", "/metrics")
            rows = asked.getresponse().read().decode().splitlines()
        return {name: float(value) for name, value in (row.rsplit(" ", 1) for row in rows)}


class Bare(Server):
    """bench/bare.py: what Python and the kernel need at least."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        command = [sys.executable, "-m", "bench.bare", str(port)]
        self.processes = [
            subprocess.Popen([*PINNED, *command], cwd=ground.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        ]
        self.processes[0].stdout.readline()

    def say(self) -> None:
        self.said += 1
        line = {"at": time.time_ns(), "k": "say", "who": HOST, "html": WORDS}
        self.processes[0].stdin.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        self.processes[0].stdin.flush()


class Nchan(Server):
    """nginx with Debian's libnginx-mod-nchan: one worker, messages in its shared memory, server-sent events."""

    path = "/sub"
    is_inside = True

    @staticmethod
    def is_here() -> bool:
        return NCHAN.exists() and bool(Nchan.nginx())

    @staticmethod
    def nginx() -> str | None:
        return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

    def __init__(self, port: int) -> None:
        super().__init__(port)
        home = ground.HOME / "nchan"
        home.mkdir(parents=True, exist_ok=True)
        temporary = "".join(
            f"{name}_temp_path {home}/{name}; " for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (home / "nginx.conf").write_text(
            f"load_module {NCHAN}; {'user root; ' if os.getuid() == 0 else ''}daemon off; worker_processes 1;"
            f" worker_rlimit_nofile 20000; pid {home}/pid; error_log {home}/error.log;"
            " events { worker_connections 19900; }"
            f" http {{ access_log off; nchan_shared_memory_size 512M; {temporary}"
            f" server {{ listen 127.0.0.1:{port} backlog=4096;"
            f" location = /pub {{ nchan_publisher; nchan_channel_id {NAME}; nchan_message_buffer_length 1000; }}"
            f" location = /sub {{ nchan_subscriber eventsource; nchan_channel_id {NAME}; nchan_subscriber_first_message newest; }}"
            " } }\n"
        )
        command = [self.nginx() or "", "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")]
        self.processes = [subprocess.Popen([*PINNED, *command])]
        self.await_answer()
        self.publisher = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def pids(self) -> list[int]:
        children = Path(f"/proc/{self.processes[0].pid}/task/{self.processes[0].pid}/children").read_text().split()
        return [self.processes[0].pid, *map(int, children)]

    def say(self) -> None:
        self.said += 1
        line = {"n": self.said, "at": time.time_ns(), "k": "say", "who": HOST, "html": WORDS}
        body = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
        self.publisher.request("POST", "/pub", body, {"Content-Type": "application/json"})
        self.publisher.getresponse().read()
