"""Settings are read once, strictly, and the master secret is made once."""

import stat

import pytest

from zhengtong.project import env
from zhengtong.project.faults import SettingFault


def test_a_number_outside_its_bounds_is_refused_by_name(monkeypatch):
    for wrong in ("", "-1", "1.5", "٣", "99999"):
        monkeypatch.setenv("PORT", wrong)
        with pytest.raises(SettingFault, match="PORT"):
            env.port()


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "keys" / "secret"))
    first = env.master_secret()
    assert env.master_secret() == first and len(first) == 64
    assert stat.S_IMODE((tmp_path / "keys" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["secret"]


def test_a_secret_too_short_is_refused(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("short")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))
    with pytest.raises(SettingFault, match="32"):
        env.master_secret()


def test_a_database_address_keeps_password_socket_and_tls_settings():
    settings = env.database("postgresql://clerk:p%40ss@db.example:5433/county?sslmode=verify-full")
    assert (settings["USER"], settings["PASSWORD"]) == ("clerk", "p@ss")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", "5433", "county")
    assert settings["OPTIONS"] == {"sslmode": "verify-full"}
    assert env.database("postgresql://x:@/county?host=%2Frun%2Fa%20b")["HOST"] == "/run/a b"


@pytest.mark.parametrize("address", ["postgresql://u@h:99999/x", "postgresql://u@h:abc/x", "mysql://x", "", "bogus"])
def test_a_database_address_that_cannot_be_meant_is_refused_by_name(address):
    with pytest.raises(SettingFault, match="DATABASE_URL"):
        env.database(address)


@pytest.mark.parametrize(
    "address", ["ftp://county.example", "http://[", "http://county.example:abc", "http://", "county"]
)
def test_a_public_address_nobody_could_open_is_refused_by_name(monkeypatch, address):
    monkeypatch.setenv("PUBLIC_URL", address)
    with pytest.raises(SettingFault, match="PUBLIC_URL"):
        env.public_url()
