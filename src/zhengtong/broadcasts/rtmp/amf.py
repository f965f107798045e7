"""AMF 0, the values RTMP's commands are made of: numbers, booleans, texts, objects, null."""

import struct
from collections.abc import Mapping

Value = float | bool | str | None | dict[str, "Value"] | list["Value"]
_DEEPEST = 8
_END = b"\x00\x00\x09"


class Malformed(ValueError):
    """Bytes that are no AMF 0, or more of it than anybody needs."""


def read_all(data: bytes) -> list[Value]:
    """Every value in a command. Raises Malformed."""
    values: list[Value] = []
    place = 0
    try:
        while place < len(data):
            value, place = _read(data, place, 0)
            values.append(value)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Malformed("not AMF 0") from error
    return values


def write_all(*values: Value) -> bytes:
    return b"".join(_write(value) for value in values)


def _read(data: bytes, place: int, depth: int) -> tuple[Value, int]:
    if depth > _DEEPEST:
        raise Malformed("nested too deep")
    kind, place = data[place], place + 1
    if kind == 0:
        return struct.unpack_from(">d", data, place)[0], place + 8
    if kind == 1:
        return data[place] != 0, place + 1
    if kind in (2, 12):
        return _text(data, place, ">H" if kind == 2 else ">I")
    if kind in (3, 8):
        return _members(data, place + (4 if kind == 8 else 0), depth)
    if kind in (5, 6):
        return None, place
    if kind == 10:
        (count,) = struct.unpack_from(">I", data, place)
        if count > 1000:
            raise Malformed("array too long")
        found: list[Value] = []
        place += 4
        for _ in range(count):
            value, place = _read(data, place, depth + 1)
            found.append(value)
        return found, place
    if kind == 11:
        return struct.unpack_from(">d", data, place)[0], place + 10
    raise Malformed(f"unknown kind {kind}")


def _members(data: bytes, place: int, depth: int) -> tuple[dict[str, Value], int]:
    found: dict[str, Value] = {}
    while data[place : place + 3] != _END:
        name, place = _text(data, place, ">H")
        found[name], place = _read(data, place, depth + 1)
    return found, place + 3


def _text(data: bytes, place: int, size: str) -> tuple[str, int]:
    (length,) = struct.unpack_from(size, data, place)
    place += struct.calcsize(size)
    if place + length > len(data):
        raise Malformed("text too long")
    return data[place : place + length].decode(), place + length


def _write(value: Value) -> bytes:
    if value is None:
        return b"\x05"
    if isinstance(value, bool):
        return b"\x01" + bytes([value])
    if isinstance(value, int | float):
        return b"\x00" + struct.pack(">d", value)
    if isinstance(value, str):
        encoded = value.encode()
        return b"\x02" + struct.pack(">H", len(encoded)) + encoded
    if isinstance(value, Mapping):
        inside = b"".join(_write(name)[1:] + _write(one) for name, one in value.items())
        return b"\x03" + inside + _END
    raise TypeError(f"no AMF 0 for {type(value).__name__}")
