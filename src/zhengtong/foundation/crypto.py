"""Hashes, encryption at rest, blind indexes and signatures, behind one small door.

SM3 and SM4 where the machine's OpenSSL has them, SHA-256 and AES elsewhere; every stored value names what made it
(GB/T 39786-2021 密评; 密码法 第二十七条). Keys are derived from one master secret, read from SECRET_KEY_FILE.
"""

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

HASH = "sm3" if "sm3" in hashlib.algorithms_available else "sha256"
SIGNATURE = "ed25519"


class CryptoFault(Exception):
    """A stored value cannot be opened: wrong key, or it was altered."""


def digest(content: bytes, algorithm: str = HASH) -> bytes:
    """32 bytes of SM3 or SHA-256."""
    return hashlib.new(algorithm, content).digest()


@lru_cache(maxsize=16)
def _derived(purpose: str, length: int = 32) -> bytes:
    # RFC 5869 (HKDF) over SHA-256; one block is enough, every key here is at most 32 bytes.
    extracted = hmac.digest(b"zhengtong", settings.MASTER_SECRET, "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")[:length]


@lru_cache(maxsize=1)
def _cipher_name() -> str:
    try:
        Cipher(algorithms.SM4(bytes(16)), modes.GCM(bytes(12))).encryptor()
    except UnsupportedAlgorithm:
        return "aes"
    return "sm4"


def _algorithm(name: str) -> algorithms.SM4 | algorithms.AES:
    if name == "sm4":
        return algorithms.SM4(_derived("at-rest-sm4", 16))
    return algorithms.AES(_derived("at-rest-aes", 32))


def encrypt(text: str) -> str:
    """`cipher:nonce+tag+ciphertext` in base64; authenticated (GCM), so an altered value does not open."""
    name = _cipher_name()
    nonce = secrets.token_bytes(12)
    encryptor = Cipher(_algorithm(name), modes.GCM(nonce)).encryptor()
    sealed = encryptor.update(text.encode()) + encryptor.finalize()
    return f"{name}:{base64.b64encode(nonce + encryptor.tag + sealed).decode()}"


def decrypt(stored: str) -> str:
    """The text that `encrypt` sealed; raises CryptoFault."""
    name, _, packed = stored.partition(":")
    try:
        raw = base64.b64decode(packed, validate=True)
        decryptor = Cipher(_algorithm(name), modes.GCM(raw[:12], raw[12:28])).decryptor()
        return (decryptor.update(raw[28:]) + decryptor.finalize()).decode()
    except (InvalidTag, ValueError) as error:
        raise CryptoFault("stored value does not open: wrong key, or it was altered") from error
    except UnsupportedAlgorithm as error:
        raise CryptoFault(f"stored value was sealed with {name}, which this machine's OpenSSL does not have") from error


def blind_index(value: str, purpose: str) -> str:
    """A keyed hash for equality search over an encrypted column; one purpose never matches another.

    SHA-256 everywhere: an index that followed the machine's OpenSSL would find nobody after a move, without a word.
    """
    return hmac.new(_derived(f"blind-{purpose}"), value.strip().upper().encode(), "sha256").hexdigest()


@lru_cache(maxsize=1)
def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_derived("sign-ed25519"))


def public_key() -> bytes:
    """The 32 raw bytes with which an outsider verifies our checkpoints."""
    return _signing_key().public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def sign(content: bytes) -> bytes:
    """64 bytes of Ed25519."""
    return _signing_key().sign(content)


def is_signed(content: bytes, signature: bytes, key: bytes | None = None) -> bool:
    """Whether `signature` is ours (or that of `key`) over `content`."""
    try:
        Ed25519PublicKey.from_public_bytes(key or public_key()).verify(signature, content)
    except InvalidSignature:
        return False
    return True
