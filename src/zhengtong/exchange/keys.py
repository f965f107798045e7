"""What is kept of a client's secret."""

from zhengtong.foundation import crypto


def secret_hash(secret: str) -> str:
    """A keyed hash of the secret, in hex; compare with `hmac.compare_digest`."""
    # Hexadecimal first: the index forgives case and blanks, a secret must not.
    return crypto.blind_index(secret.encode().hex(), "system-secret")
