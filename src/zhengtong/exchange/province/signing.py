"""The envelope of the docking protocol (docs/province-docking.md): head, body, one signature over both. No Django."""

import hashlib
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from zhengtong.journal.rules import canonical

VERSION = "1.0"
SIGNATURE = "ed25519"


def key_id(public_key: bytes) -> str:
    """密钥编号: the first 16 hexadecimal digits of the key's SHA-256, the same on every machine."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def payload_hash(payload: Any, algorithm: str) -> str:
    """`sm3:<hex>` over the payload's canonical JSON; the name of the algorithm stands in front."""
    return f"{algorithm}:{hashlib.new(algorithm, canonical(payload)).hexdigest()}"


def is_hash_of(payload: Any, stated: str) -> bool:
    """Whether `stated` is the hash of `payload`; an algorithm this machine does not have is no proof."""
    algorithm = stated.partition(":")[0]
    return algorithm in hashlib.algorithms_available and payload_hash(payload, algorithm) == stated


def envelope(
    sender: str,
    batch_no: str,
    body: Sequence[Any],
    *,
    sent_at: datetime,
    public_key: bytes,
    sign: Callable[[bytes], bytes],
) -> dict[str, Any]:
    """`body` in an envelope signed with the key that `public_key` verifies."""
    head = {
        "version": VERSION,
        "sender": sender,
        "batch_no": batch_no,
        "sent_at": sent_at.isoformat(),
        "count": len(body),
        "signature_algorithm": SIGNATURE,
        "key_id": key_id(public_key),
        "public_key": public_key.hex(),
    }
    sealed = {"head": head, "body": list(body)}
    head["signature"] = b64encode(sign(content(sealed))).decode()
    return sealed


def content(sealed: dict[str, Any]) -> bytes:
    """What is signed: the canonical JSON of head and body, the signature itself left out."""
    head = {name: value for name, value in sealed["head"].items() if name != "signature"}
    return canonical({"head": head, "body": sealed["body"]})


def is_sound(sealed: dict[str, Any], public_key: bytes) -> bool:
    """Whether the envelope was signed with this key and nothing in it was altered since."""
    try:
        signature = b64decode(str(sealed["head"].get("signature", "")), validate=True)
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, content(sealed))
    except (InvalidSignature, Base64Error, ValueError):
        return False
    return True
