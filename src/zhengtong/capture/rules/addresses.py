"""Addresses of the web: one spelling for one page, and which of them lead into a network of our own."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from zhengtong.foundation.errors import Refusal

LONGEST = 1000
LONGEST_KEY = 300
PORTS = {"http": 80, "https": 443}
# What says where a reader came from, and nothing of the page.
_TRACKING = frozenset(
    {"spm", "from", "isappinstalled", "share", "share_token", "scene", "fbclid", "gclid", "timestamp"}
)
_METADATA = frozenset({"169.254.169.254", "100.100.100.200", "192.0.0.192", "fd00:ec2::254"})
"""Where clouds tell a machine its own secrets."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SAFE = "/%:@!$&'()*+,;=~-._"


class Reach(Enum):
    """Where a numeric address leads."""

    PUBLIC = "public"
    INTERNAL = "internal"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked: its parts, as they go over the wire."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.target


def read(text: str) -> Address:
    """The parts of an http(s) address; raises Refusal `bad-address` for anything else."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise Refusal("bad-address", "网址不正确，请检查后重新填写。", "address") from error
    if parts.scheme.lower() not in PORTS or not parts.hostname or len(text) > LONGEST:
        raise Refusal("bad-address", "网址应以“http://”或“https://”开头，不超过1000个字符。", "address")
    if parts.username is not None or parts.password is not None:
        raise Refusal("bad-address", "网址里不能带用户名和密码。", "address")
    scheme = parts.scheme.lower()
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else ""
    address = Address(scheme, host_name(parts.hostname), port or PORTS[scheme], path + query)
    if len(str(address)) > LONGEST:
        raise Refusal("bad-address", f"网址不能超过{LONGEST}个字符。", "address")
    return address


def host_name(text: str) -> str:
    """A host as it is compared: lower case, Chinese names in their ASCII form. Raises Refusal `bad-host`."""
    name = text.strip().strip("[]").rstrip(".").lower()
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        pass  # a name
    try:
        ascii_name = name.encode("idna").decode()
    except UnicodeError as error:
        raise Refusal("bad-host", f"主机名“{text[:60]}”不正确。", "host") from error
    if not ascii_name or len(ascii_name) > 253 or not all(sign.isalnum() or sign in "-._" for sign in ascii_name):
        raise Refusal("bad-host", f"主机名“{text[:60]}”不正确。", "host")
    return ascii_name


def key_of(text: str) -> str:
    """One key for one page, however its address is spelled: no scheme, no fragment, no tracking, query in order."""
    address = read(text)
    path, _, query = address.target.partition("?")
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if name.lower() not in _TRACKING and not name.lower().startswith("utm_")
    )
    where = address.origin.partition("://")[2] + quote(unquote(path), safe=_SAFE)
    spelled = where + (f"?{urlencode(kept)}" if kept else "")
    return spelled if len(spelled) <= LONGEST_KEY else blake2b(spelled.encode(), digest_size=32).hexdigest()


def joined(base: str, href: str) -> str:
    """The whole address of a link on the page `base`; empty for what leads nowhere (scripts, mail, fragments)."""
    try:
        whole = urljoin(base, href.strip())
        return str(read(whole.partition("#")[0]))
    except (Refusal, ValueError):
        return ""


def reach_of(number: str) -> Reach:
    """Where a numeric address leads, looking through the forms in which IPv6 carries IPv4."""
    address = _plain(ipaddress.ip_address(number.partition("%")[0]))
    if str(address) in _METADATA or address.is_link_local or address.is_multicast or address.is_unspecified:
        return Reach.NEVER
    if address.is_loopback:
        return Reach.INTERNAL
    if address.is_reserved:
        return Reach.NEVER
    return Reach.PUBLIC if address.is_global else Reach.INTERNAL


def _plain(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of the white list: a host, with the hosts below it or without, at its usual ports or one of its own."""

    host: str
    port: int | None = None
    with_subdomains: bool = False
    is_internal: bool = False

    def covers(self, address: Address) -> bool:
        is_port = address.port == (self.port or PORTS[address.scheme])
        is_below = self.with_subdomains and address.host.endswith(f".{self.host}")
        return is_port and (address.host == self.host or is_below)


def entry_for(address: Address, listed: Iterable[Listed]) -> Listed:
    """The entry that lets `address` be asked; raises Refusal `host-not-listed`."""
    found = [entry for entry in listed if entry.covers(address)]
    if not found:
        host = address.origin.partition("://")[2]
        raise Refusal("host-not-listed", f"“{host}”不在采集白名单内，请网站管理员加入后再采集。", "address")
    return min(found, key=lambda entry: (entry.with_subdomains, -len(entry.host)))


def checked_number(numbers: Iterable[str], entry: Listed) -> str:
    """The numeric address to connect to. One that leads inwards among them refuses all: `internal-address`."""
    numbers = list(numbers)
    reaches = {reach_of(number) for number in numbers}
    if Reach.NEVER in reaches or (Reach.INTERNAL in reaches and not entry.is_internal):
        raise Refusal("internal-address", f"“{entry.host}”指向内部网络的地址，不能采集。")
    if not numbers:
        raise Refusal("unknown-host", f"找不到主机“{entry.host}”。")
    return numbers[0]
