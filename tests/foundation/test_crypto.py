import hashlib
from collections.abc import Iterator

import pytest
from cryptography.exceptions import UnsupportedAlgorithm

from zhengtong.foundation import crypto
from zhengtong.foundation.fields import EncryptedTextField
from zhengtong.org.models import Citizen


@pytest.fixture
def other_secret(settings) -> Iterator[None]:
    """Another county's master secret; derived keys are forgotten before and after."""
    kept = settings.MASTER_SECRET
    settings.MASTER_SECRET = b"y" * 64
    crypto._derived.cache_clear()
    crypto._signing_key.cache_clear()
    yield
    settings.MASTER_SECRET = kept
    crypto._derived.cache_clear()
    crypto._signing_key.cache_clear()


def test_what_is_sealed_opens_again_and_never_looks_the_same_twice():
    first, second = crypto.encrypt("360829199003070012"), crypto.encrypt("360829199003070012")
    assert first != second and "360829" not in first
    assert crypto.decrypt(first) == crypto.decrypt(second) == "360829199003070012"
    assert first.split(":")[0] in ("sm4", "aes")


@pytest.mark.parametrize("spoil", [lambda s: s[:-6] + ("AAAA" if s[-6:-2] != "AAAA" else "BBBB") + s[-2:],
                                   lambda s: "aes:" + s.split(":")[1] if s.startswith("sm4") else "sm4:" + s[4:],
                                   lambda s: "plain text", lambda s: s + "!"])  # fmt: skip
def test_an_altered_value_does_not_open(spoil):
    with pytest.raises(crypto.CryptoFault):
        crypto.decrypt(spoil(crypto.encrypt("张桂兰")))


def test_another_countys_key_does_not_open_or_match(other_secret, settings):
    theirs = crypto.encrypt("张桂兰"), crypto.blind_index("1", "phone"), crypto.public_key()
    settings.MASTER_SECRET = b"z" * 64
    crypto._derived.cache_clear()
    crypto._signing_key.cache_clear()
    with pytest.raises(crypto.CryptoFault):
        crypto.decrypt(theirs[0])
    assert crypto.blind_index("1", "phone") != theirs[1]
    assert crypto.public_key() != theirs[2]


def test_a_cipher_this_machine_lacks_is_named(monkeypatch):
    sealed = crypto.encrypt("张桂兰")

    def lacking(name: str) -> None:
        raise UnsupportedAlgorithm(name)

    monkeypatch.setattr(crypto, "_algorithm", lacking)
    with pytest.raises(crypto.CryptoFault, match="does not have"):
        crypto.decrypt(sealed)


def test_without_sm4_values_are_sealed_with_aes(monkeypatch):
    monkeypatch.setattr(crypto, "_cipher_name", lambda: "aes")
    sealed = crypto.encrypt("张桂兰")
    assert sealed.startswith("aes:") and crypto.decrypt(sealed) == "张桂兰"


def test_a_blind_index_finds_the_same_value_and_only_for_its_purpose():
    index = crypto.blind_index("36082919490101001x", "id-number")
    assert index == crypto.blind_index(" 36082919490101001X ", "id-number")
    assert index != crypto.blind_index("36082919490101001X", "phone")
    assert len(index) == 64 and index != hashlib.sha256(b"36082919490101001X").hexdigest()


def test_digests_name_their_algorithm_and_are_32_bytes():
    assert crypto.HASH in ("sm3", "sha256")
    assert len(crypto.digest(b"x")) == len(crypto.digest(b"x", "sha256")) == 32
    if crypto.HASH == "sm3":  # the vector of GB/T 32905-2016, appendix A.1
        assert crypto.digest(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_a_signature_holds_for_its_content_and_its_key_alone():
    signature = crypto.sign(b"head")
    assert crypto.is_signed(b"head", signature) and crypto.is_signed(b"head", signature, crypto.public_key())
    assert not crypto.is_signed(b"hea_", signature)
    assert not crypto.is_signed(b"head", bytes(64))


def test_an_encrypted_column_cannot_be_searched_by_content():
    with pytest.raises(TypeError, match="blind index"):
        Citizen.objects.filter(id_number="360829199003070012").exists()
    field = EncryptedTextField()
    assert field.get_prep_value("") == "" and field.get_prep_value(None) is None
    assert field.from_db_value(field.get_prep_value("x"), None, None) == "x"
