"""Which requests are everybody's, and where the answer to one lies. No Django, no database: asked before either."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

DEFAULT = "default"
"""The folder of every host that has no site of its own."""
PERSONAL_COOKIES = ("sessionid", "elder", "hant")
"""Who is signed in, large type, traditional characters: a request with one of them is answered by Django."""
PAGE = "index.html"
_LONGEST = 1000
_COOKIE = re.compile(rf"(?:^|;)\s*(?:{'|'.join(PERSONAL_COOKIES)})=")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


def is_everybodys(method: str, query: str, cookies: str) -> bool:
    """Whether all who ask so are shown the same."""
    return method in ("GET", "HEAD") and not query and (not cookies or _COOKIE.search(cookies) is None)


def is_kept_path(path: str) -> bool:
    """Whether a page's address can be a folder: it ends with a slash and no part of it means another folder."""
    if not (path.startswith("/") and path.endswith("/")) or len(path.encode("utf-8", "surrogateescape")) > _LONGEST:
        return False
    if path == "/":
        return True
    parts = path[1:-1].split("/")
    return all(part and part[0] != "." and len(part.encode("utf-8", "surrogateescape")) <= 255 for part in parts) and (
        "\0" not in path and "\\" not in path
    )


def host_of(name: str) -> str:
    """A host as its folder is called: lower case, without a port; "" for what is none."""
    host = name.lower().rpartition(":")[0] if re.search(r":\d*$", name) else name.lower()
    return host if _HOST.fullmatch(host) and ".." not in host else ""


def named(allowed: Iterable[str], public_url: str) -> set[str]:
    """The hosts a platform answers to that are known by name: neither any host nor any below a domain."""
    hosts = {host_of(name) for name in allowed if not name.startswith(".")} | {urlsplit(public_url).hostname or ""}
    return hosts - {"", DEFAULT}


def is_unchanged(etag: str, changed_at: float, asked: Mapping[str, object], read_date: object) -> bool:
    """Whether the reader has this already (RFC 9110 13.2.2: the tag decides; the date where there is none)."""
    tags = asked.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        bare = etag.removeprefix("W/")
        return str(tags).strip() == "*" or any(one.strip().removeprefix("W/") == bare for one in str(tags).split(","))
    since = asked.get("HTTP_IF_MODIFIED_SINCE")
    if since is None or not callable(read_date):
        return False
    moment = read_date(str(since))
    return moment is not None and int(changed_at) <= moment


def accepts_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding takes gzip (RFC 9110 12.5.3); a weight of nothing refuses it."""
    weights: dict[str, str] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = parameter.replace(" ", "").removeprefix("q=")
    weight = weights.get("gzip", weights.get("*"))
    return weight is not None and weight.rstrip("0") not in ("0.", ".") and weight != "0"
