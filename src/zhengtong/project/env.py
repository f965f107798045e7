"""Every setting that comes from the environment, with its meaning; `docs/configuration.md` has a heading for each."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from .faults import SettingFault


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
    Variable("HUB_PORT", "port of the hub that hands live text to its listeners", "$PORT + 10"),
    Variable("HUBS", "hub processes; each holds up to 19,500 listeners", "1"),
    Variable("LIVE_URL", "address browsers reach the hubs by; empty: that of the site", "http://localhost:$HUB_PORT"),
    Variable("WEB_WORKERS", "web server processes", "2"),
    Variable("MAX_UPLOAD_MB", "largest single file a person may send, in MiB", "20"),
    Variable("VIDEO_MAX_MB", "largest video an editor may send, in MiB", "2048"),
    Variable("VIDEO_MAX_MINUTES", "longest video, in minutes", "180"),
    Variable("VIDEO_THREADS", "processor threads that making videos may use", "1"),
    Variable("FFMPEG", "path of a system's ffmpeg; empty: the one that is installed along", ""),
    Variable("STUDIO_BIND", "address live pictures are taken in at; empty: that of BIND", ""),
    Variable("STUDIO_RTMP_PORT", "port for pictures by RTMP; listened to while a broadcast wants it", "1935"),
    Variable("STUDIO_SRT_PORT", "first of ten ports for pictures by SRT (UDP)", "9710"),
    Variable("LIVE_VIDEO_URL", "playlist of an external media server, with {token} in it; empty: none", ""),
    Variable("SESSION_IDLE_MINUTES", "minutes without a request after which one is signed out", "30"),
    Variable("SMS_ADAPTER", "what carries short messages: demo writes them to $ZHENGTONG_HOME/outbox.log", "demo"),
    Variable("PROVINCE_URL", "address of the province's supervision platform; empty: not linked", ""),
    Variable(
        "API_REQUESTS_PER_SECOND", "requests a second that one client of the interface may send to a web process", "500"
    ),
    Variable(
        "CHECK_OUTSIDE_LINKS", "1: links to other sites are asked for over the network; 0: they count as unchecked", "0"
    ),
    Variable("DEMO", "1: the demo county's accounts get the demo password at first start; 0: they stay locked", "1"),
)
_DEFAULTS = {variable.name: variable.default for variable in VARIABLES}


def read(name: str) -> str:
    """The variable's value or its documented default; a name that is not documented is a programming error."""
    return os.environ.get(name, _DEFAULTS[name])


def number(name: str, low: int, high: int) -> int:
    """A whole number between two bounds, both allowed; raises SettingFault."""
    text = read(name).strip()
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise SettingFault(f"环境变量 {name} 应为 {low} 至 {high} 之间的整数，现在是“{text}”。")
    return int(text)


def home() -> Path:
    """ZHENGTONG_HOME, made if it is not there; raises SettingFault where it cannot be."""
    folder = Path(read("ZHENGTONG_HOME")).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingFault(f"数据目录 {folder} 无法使用（{error.strerror}），请用 ZHENGTONG_HOME 另行指定。") from error
    return folder


def port() -> int:
    return number("PORT", 1, 65535)


def hub_port() -> int:
    """Raises SettingFault."""
    if "HUB_PORT" in os.environ:
        return number("HUB_PORT", 1, 65535)
    if port() + 10 > 65535:
        raise SettingFault(f"PORT 为 {port()} 时请用环境变量 HUB_PORT 指定直播分发的端口。")
    return port() + 10


def live_url() -> str:
    """Where browsers find the hubs, without a slash at its end; "" where it is the site's own address. Raises SettingFault.

    Not set, it is the hub's own port on this machine, unless a public address says that something stands in front.
    """
    if "LIVE_URL" not in os.environ:
        return "" if "PUBLIC_URL" in os.environ else f"http://localhost:{hub_port()}"
    url = os.environ["LIVE_URL"].strip().rstrip("/")
    if url:
        parts = _split("LIVE_URL", url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingFault(f"环境变量 LIVE_URL 应以 http:// 或 https:// 开头，现在是“{url}”。")
    return url


def is_demo() -> bool:
    return number("DEMO", 0, 1) == 1


def checks_links_outside() -> bool:
    return number("CHECK_OUTSIDE_LINKS", 0, 1) == 1


def allowed_hosts() -> list[str]:
    return [host.strip() for host in read("ALLOWED_HOSTS").split(",") if host.strip()]


def public_url() -> str:
    url = os.environ.get("PUBLIC_URL", f"http://localhost:{port()}").rstrip("/")
    parts = _split("PUBLIC_URL", url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingFault(f"环境变量 PUBLIC_URL 应以 http:// 或 https:// 开头，现在是“{url}”。")
    return url


def live_video_url() -> str:
    """The pattern of an external media server's playlists, or ""; raises SettingFault."""
    url = read("LIVE_VIDEO_URL").strip()
    if url and ("{token}" not in url or not url.startswith(("/", "https://", "http://"))):
        raise SettingFault(
            "环境变量 LIVE_VIDEO_URL 应是含有 {token} 的播放地址，例如 /live-video/{token}/index.m3u8，"
            f"现在是“{url}”。"
        )
    return url


def province_url() -> str:
    """The platform's address without a slash at its end, or "" where the county is not linked; raises SettingFault.

    Not set, it is that of the simulator which `up` runs beside the demo county, if it runs one.
    """
    url = read("PROVINCE_URL").strip().rstrip("/")
    if not url:
        running = province_file()
        return running.read_text().strip() if "PROVINCE_URL" not in os.environ and running.exists() else ""
    parts = _split("PROVINCE_URL", url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingFault(f"环境变量 PROVINCE_URL 应以 http:// 或 https:// 开头，现在是“{url}”。")
    return url


def province_file() -> Path:
    """Where `up` leaves the address of the simulator it runs; gone when it has stopped."""
    return home() / "run" / "province.url"


def _split(name: str, url: str) -> SplitResult:
    """The parts of an address; raises SettingFault for one whose host or port cannot be meant."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 — is read only when asked for, and refused only then
    except ValueError as error:
        raise SettingFault(f"环境变量 {name} 的地址不正确（{error}），请核对主机和端口。") from error
    return parts


def secret_file() -> Path:
    return Path(os.environ.get("SECRET_KEY_FILE", home() / "secret.key")).expanduser()


def master_secret() -> bytes:
    """The secret every key is derived from; made once, readable by its owner alone. Raises SettingFault."""
    path = secret_file()
    try:
        secret = path.read_text().strip() if path.exists() else _make_secret(path)
    except OSError as error:
        raise SettingFault(f"主密钥文件 {path} 无法读写（{error.strerror}）。") from error
    if len(secret) < 32:
        raise SettingFault(f"主密钥文件 {path} 至少应有 32 个字符。")
    return secret.encode()


def _make_secret(path: Path) -> str:
    """A new secret, linked into place only when it is complete: of two first starts at once, one secret wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(descriptor)
    try:
        os.link(draft, path)
    except FileExistsError:
        return path.read_text().strip()
    finally:
        draft.unlink()
    return path.read_text().strip()


def database(url: str) -> dict[str, object]:
    """Django's connection settings from postgresql://user:password@host:port/name?host=/socket/folder&sslmode=…"""
    parts = _split("DATABASE_URL", url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise SettingFault("DATABASE_URL 应以 postgresql:// 开头，例如 postgresql://用户:口令@主机:5432/zhengtong。")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "OPTIONS": {name: value for name, value in query.items() if name not in ("host", "port")},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
