"""Every setting that comes from the environment, with its meaning; `docs/configuration.md` is checked against this list."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: what it means and what holds when it is absent."""

    name: str
    meaning: str
    default: str


VARIABLES = (
    Variable("PORT", "port of the web server", "8000"),
    Variable("BIND", "address the web server listens on", "127.0.0.1"),
    Variable("ZHENGTONG_HOME", "folder of the county's data: database, files, keys, logs", "~/.zhengtong"),
    Variable("DATABASE_URL", "an existing PostgreSQL ≥ 15 instead of the embedded one", "embedded"),
    Variable("DATABASE_OWNER_URL", "the role that owns the tables and migrates, if not the one of DATABASE_URL", ""),
    Variable("SECRET_KEY_FILE", "file with the master secret; made at the first start", "$ZHENGTONG_HOME/secret.key"),
    Variable("ALLOWED_HOSTS", "host names the site answers to, separated by commas", "localhost,127.0.0.1,[::1]"),
    Variable("PUBLIC_URL", "address citizens reach the site by; printed in QR codes", "http://localhost:$PORT"),
    Variable("WEB_WORKERS", "web server processes", "2"),
    Variable("MAX_UPLOAD_MB", "largest single file a person may send, in MiB", "20"),
    Variable("SESSION_IDLE_MINUTES", "minutes without a request after which one is signed out", "30"),
    Variable("DEMO", "1: the demo county's accounts get the demo password at first start; 0: they stay locked", "1"),
)
_DEFAULTS = {variable.name: variable.default for variable in VARIABLES}


def read(name: str) -> str:
    """The variable's value or its documented default; a name that is not documented is a programming error."""
    return os.environ.get(name, _DEFAULTS[name])


def home() -> Path:
    """ZHENGTONG_HOME, made if it is not there."""
    folder = Path(read("ZHENGTONG_HOME")).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def port() -> int:
    return int(read("PORT"))


def public_url() -> str:
    return os.environ.get("PUBLIC_URL", f"http://localhost:{port()}").rstrip("/")


def master_secret() -> bytes:
    """The secret every key is derived from; made once, readable by its owner alone."""
    path = Path(os.environ.get("SECRET_KEY_FILE", home() / "secret.key"))
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    secret = path.read_text().strip()
    if len(secret) < 32:
        raise ValueError(f"{path} must hold at least 32 characters")
    return secret.encode()


def database(url: str) -> dict[str, object]:
    """Django's connection settings from postgresql://user:password@host:port/name?host=/socket/folder."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("DATABASE_URL must begin with postgresql://")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or (parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
