"""The built-in server answers where the county's IPv6 readers ask."""

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.db import connection

from tests.project.conftest import _NOT_INHERITED, free_port

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 60.0


@pytest.mark.parametrize("bind", ["::", "::1"])
def test_a_reader_over_ipv6_is_answered(bind, tmp_path):
    port, told = free_port(), connection.settings_dict
    url = f"postgresql://{told['USER']}:@localhost:{told['PORT']}/{told['NAME']}?host={told['HOST']}"
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    said = {"ZHENGTONG_HOME": str(tmp_path), "PORT": str(port), "BIND": bind, "WEB_WORKERS": "1", "DATABASE_URL": url}
    command = [sys.executable, "-m", "zhengtong.project.commands", "web"]
    with (tmp_path / "web.log").open("wb") as log:
        server = subprocess.Popen(
            command, env=kept | said, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        assert asked(port, server) in (200, 503), (tmp_path / "web.log").read_text()
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def asked(port: int, server: subprocess.Popen[bytes]) -> int | None:
    """The status at [::1], once somebody listens there."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and server.poll() is None:
        with closing(http.client.HTTPConnection("::1", port, timeout=10)) as reader:
            try:
                reader.request("GET", "/healthz", headers={"Host": f"[::1]:{port}"})
                return reader.getresponse().status
            except OSError:
                time.sleep(0.3)
    return None
