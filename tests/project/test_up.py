"""One county from its first start to its last stop, as the operator and a visitor meet it."""

import json
import re
import signal
import time
from datetime import datetime
from urllib.error import URLError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import psutil
import psycopg
import pytest

from zhengtong.project.accounts import PASSWORD

from .conftest import Operator, Running, status_of


def site(running: Running) -> str:
    return f"http://localhost:{running.operator.environment['PORT']}"


def test_it_says_where_it_is_and_who_may_sign_in(running):
    for words in (
        "政通已启动",
        "工作台",
        PASSWORD,
        "xiaoli",
        "wangkezhang",
        "zhangayi",
        "系统管理员",
        str(running.operator.home),
    ):
        assert words in running.said
    for address in re.findall(r"http://\S+", running.said):
        assert status_of(address) == 200, address


def test_another_secret_is_refused_before_anything_is_sealed_with_it(running, tmp_path):
    key = tmp_path / "other.key"
    other = Operator(running.operator.home, PORT=running.operator.environment["PORT"], SECRET_KEY_FILE=str(key))
    answer = other.run("check")
    assert answer.returncode == 2 and "不存在，而数据库里已有数据" in answer.stderr + answer.stdout
    assert not key.exists()
    key.write_text("0" * 64)
    answer = other.run("check")
    assert answer.returncode == 2 and "不是这个数据库所用的那一个" in answer.stderr + answer.stdout


def test_it_is_well(running):
    with urlopen(f"{site(running)}/healthz", timeout=30) as answer:  # noqa: S310 — our own server
        found = json.loads(answer.read())
    assert found["status"] == "ok" and found["broken"] == []
    assert found["calendar"]["covered_until"] >= "2026-12-31"
    assert found["worker"]["age_seconds"] < 60


def test_the_demo_county_reports_to_a_simulated_province_that_is_named_as_such(running):
    deadline = time.monotonic() + 30
    while True:
        answer = running.operator.run("province", "status", "--json")
        assert answer.returncode == 0, answer.stdout + answer.stderr
        found = json.loads(answer.stdout)
        if found["last_success_at"] and not found["waiting"]:
            break
        assert time.monotonic() < deadline, found
        time.sleep(1)
    assert found["is_simulator"] and "模拟" in found["platform"] and found["rejected"] == {}
    answer = running.operator.run(
        "province", "reconcile", "--day", datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    )
    assert answer.returncode == 0 and "差异 0 个" in answer.stdout, answer.stdout + answer.stderr


def test_the_web_works_as_the_role_that_owns_nothing(running):
    web = [p for p in psutil.process_iter() if _is_child(p, running, "web")]
    assert web
    for process in web:
        environment = process.environ()
        assert "zhengtong_app" in environment["DATABASE_URL"]
        assert "DATABASE_OWNER_URL" not in environment


def test_the_checks_find_no_error(running):
    result = running.operator.run("check")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "错误" not in result.stdout
    assert "不拥有数据表" in result.stdout


def test_a_second_start_in_the_same_home_is_refused(running):
    result = running.operator.run("up")
    assert result.returncode == 1
    assert f"正由另一个政通使用（进程 {running.process.pid}）" in result.stderr


def test_a_port_in_use_is_said_before_anything_is_made(running, tmp_path):
    port = running.operator.environment["PORT"]
    operator = Operator(tmp_path / "other", PORT=port)
    result = operator.run("up")
    assert result.returncode == 1
    assert f"端口 {port} 已被别的程序占用" in result.stderr
    assert not (operator.home / "postgres").exists()


def test_a_worker_that_dies_is_started_again(running):
    (worker,) = [p for p in psutil.process_iter() if _is_child(p, running, "worker")]
    worker.kill()
    running.until("后台任务意外退出")
    deadline = time.monotonic() + 30
    while not any(_is_child(p, running, "worker") for p in psutil.process_iter()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert status_of(f"{site(running)}/healthz") == 200


def test_a_hub_that_dies_is_started_again_and_tells_who_it_is(running):
    port = running.operator.environment["HUB_PORT"]
    health = f"http://localhost:{port}/healthz"
    assert status_of(health) == 200
    (hub,) = [p for p in psutil.process_iter() if _is_child(p, running, "hub")]
    assert "DATABASE_OWNER_URL" not in hub.environ()
    hub.kill()
    running.until("直播分发意外退出")
    deadline = time.monotonic() + 30
    while not (found := [p.pid for p in psutil.process_iter() if _is_child(p, running, "hub")]) or not _is_well(health):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    while True:
        with psycopg.connect(_database(running)) as database:
            rows = database.execute("SELECT pid, address FROM live_hub").fetchall()
        if rows == [(found[0], f"http://127.0.0.1:{port}")]:  # its own row, taken over from the one that died
            break
        assert time.monotonic() < deadline, rows
        time.sleep(0.2)


def _is_well(address: str) -> bool:
    try:
        return status_of(address) == 200
    except URLError:
        return False


def _database(running: Running) -> str:
    """The address the worker works with."""
    return next(p for p in psutil.process_iter() if _is_child(p, running, "worker")).environ()["DATABASE_URL"]


def _is_child(process: psutil.Process, running: Running, name: str) -> bool:
    try:
        return process.ppid() == running.process.pid and process.cmdline()[-1:] == [name]
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False


@pytest.fixture(scope="module")
def backup(running, tmp_path_factory):
    """A backup of the running county, with one stored file, without the secret."""
    operator = running.operator
    stored = operator.home / "files" / "ab" / "cd" / ("ab" * 32)
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(b"%PDF-1.7 evidence")
    path = tmp_path_factory.mktemp("backups") / "county.tar.gz"
    result = operator.run("backup", str(path))
    assert result.returncode == 0, result.stderr
    assert "请另行保管" in result.stdout
    return path


def test_a_backup_overwrites_nothing(running, backup):
    before = backup.read_bytes()
    assert "已经存在" in running.operator.run("backup", str(backup)).stderr
    assert backup.read_bytes() == before


def test_a_backup_of_a_running_county_comes_back_whole(running, backup, tmp_path):
    operator = running.operator
    other = Operator(tmp_path / "restored")
    assert "确认请加 --yes" in other.run("restore", str(backup)).stdout
    refused = other.run("restore", str(backup), "--yes")
    assert refused.returncode == 1 and "备份里没有主密钥" in refused.stderr
    assert not (other.home / "postgres").exists()

    (other.home / "secret.key").write_text((operator.home / "secret.key").read_text())
    result = other.run("restore", str(backup), "--yes")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "流水进入第 2 代" in result.stdout and "流水完好" in result.stdout
    assert (other.home / "files" / "ab" / "cd" / ("ab" * 32)).read_bytes() == b"%PDF-1.7 evidence"
    for folder in ("media/original_images", "videos/sources"):
        kept = [place.name for place in (operator.home / folder).rglob("*")]
        assert kept and kept == [place.name for place in (other.home / folder).rglob("*")], folder
    assert other.run("verify-journal").returncode == 0
    assert "只能恢复到空目录" in other.run("restore", str(backup), "--yes").stderr
    assert other.processes() == []


def test_a_backup_with_its_secret_needs_nothing_else(running, tmp_path):
    backup = tmp_path / "county.tar"
    assert "按密钥保管" in running.operator.run("backup", str(backup), "--with-secret").stdout
    other = Operator(tmp_path / "restored")
    assert other.run("restore", str(backup), "--yes").returncode == 0
    assert (other.home / "secret.key").stat().st_mode & 0o777 == 0o600


def test_another_countys_secret_does_not_open_the_backup(backup, tmp_path):
    other = Operator(tmp_path / "restored")
    other.home.mkdir()
    (other.home / "secret.key").write_text("0" * 64)
    result = other.run("restore", str(backup), "--yes")
    assert result.returncode == 1 and "不是备份时所用的那一个" in result.stderr
    assert sorted(path.name for path in other.home.iterdir()) == ["logs", "run", "secret.key"]


def test_an_account_is_opened_from_the_console_and_on_record(running):
    result = running.operator.run("password", "zhouanquan", input="Anquan-7781\n")
    assert "已设置" in result.stdout, result.stderr
    assert "没有用户名为“nobody”的账号" in running.operator.run("password", "nobody", input="Anquan-7781\n").stderr
    assert running.operator.run("password", "zhouanquan", input="123\n").returncode == 1


def test_items_go_out_and_a_bad_file_is_reported(running, tmp_path):
    book = tmp_path / "items.xlsx"
    assert "已导出" in running.operator.run("catalog", "export", str(book)).stdout
    checked = running.operator.run("catalog", "import", str(book), "--by", "wangkezhang", "--check")
    assert checked.returncode == 1 and "您不能导入" in checked.stdout
    assert "没有用户名为" in running.operator.run("catalog", "import", str(book), "--by", "nobody").stderr
    assert ".xlsx 或 .zip" in running.operator.run("catalog", "export", str(tmp_path / "items.doc")).stdout


def test_the_countys_own_calendar_serves_the_calculator(running):
    result = running.operator.run("clock", "due", "--start", "2025-09-26", "--limit", "5wd", "--json", "--county")
    assert json.loads(result.stdout)["due"] == "2025-10-10"


def test_a_stop_leaves_nothing_running_and_a_second_start_keeps_the_data(running):
    operator = running.operator
    assert running.stop(signal.SIGTERM) == 0
    assert "已全部停止" in running.said
    assert operator.processes() == []

    secret = (operator.home / "secret.key").read_text()
    begun = time.monotonic()
    again = operator.start("up")
    try:
        again.until("按 Ctrl-C 停止")
        assert time.monotonic() - begun < 40  # 3 s on two idle cores
        assert "载入" not in again.said
        assert (operator.home / "secret.key").read_text() == secret
        assert (operator.home / "logs" / "web.log.1").exists()
    finally:
        again.stop(signal.SIGKILL)
    # Killed, not stopped: its children go with it; whoever comes next finds the database and stops it.
    deadline = time.monotonic() + 30
    while any("commands" in line for line in operator.processes()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert operator.run("verify-journal").returncode == 0
    assert operator.processes() == []
