"""Sealing and opening: pure functions over bytes. Every algorithm is libsodium's, through PyNaCl; none is ours.

A key is 32 random bytes. A sealed value is `version (1) + key id (16) + nonce (24) + ciphertext`, XChaCha20-Poly1305
(draft-irtf-cfrg-xchacha-03). Its place in the database is bound as associated data, so a value that was moved to
another row does not open. How the keys hang together: docs/explanation/keys.md.
"""

import json
from dataclasses import dataclass, field
from typing import NoReturn

import nacl.exceptions
import nacl.pwhash.argon2id
from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead
from nacl.utils import random

VERSION = 1
KEY_BYTES = 32
_ID, _NONCE, _LENGTH = 16, 24, 4
_BUCKETS = (64, 256, 1024)
_STEP = 4096


class CannotOpen(Exception):
    """The key, the place or the bytes are not the ones it was sealed with. It does not say which of them."""


class UnknownVersion(Exception):
    """The first byte is of a layout that this release does not know: a newer release sealed it."""


@dataclass(frozen=True)
class Where:
    """The place of a sealed value: `Where("cases_note", "text", note.pk)`. Only there does it open."""

    table: str
    column: str
    row: object

    def bound(self, head: bytes) -> bytes:
        """The associated data: the head of the sealed value, then the place as JSON (no two places look alike)."""
        return head + json.dumps([self.table, self.column, str(self.row)]).encode()


@dataclass(frozen=True)
class Pair:
    """The two halves of an X25519 key pair, 32 bytes each."""

    public: bytes
    private: bytes = field(repr=False)


@dataclass(frozen=True)
class Cost:
    """What one guess at a passphrase costs: passes of Argon2id, and bytes of memory."""

    ops: int
    mem: int


@dataclass(frozen=True)
class Wrapped:
    """A private key under a passphrase: 16 bytes of salt, the cost it was derived with, and the sealed key."""

    salt: bytes
    cost: Cost
    sealed: bytes


def new_key() -> bytes:
    """32 random bytes."""
    return random(KEY_BYTES)


def new_pair() -> Pair:
    """A new key pair."""
    private = PrivateKey.generate()
    return Pair(bytes(private.public_key), bytes(private))


def public_of(private: bytes) -> bytes:
    """The public half of a private key."""
    return bytes(PrivateKey(private).public_key)


def key_id(key: bytes) -> bytes:
    """16 bytes that name a key without giving it away, so that a later generation can tell which one sealed a value."""
    return blake2b(b"", digest_size=_ID, key=key, person=b"milepost key id", encoder=RawEncoder)


def seal(key: bytes, plaintext: bytes | str, at: Where) -> bytes:
    """Seal bytes or a text (as UTF-8) for one place. The result tells its length only as a bucket: see `bucket`."""
    plain = plaintext.encode("utf-8", "surrogatepass") if isinstance(plaintext, str) else plaintext
    head = bytes([VERSION]) + key_id(key)
    nonce = random(_NONCE)
    return head + nonce + Aead(key).encrypt(_padded(plain), at.bound(head), nonce).ciphertext


def open_sealed(key: bytes, sealed: bytes, at: Where) -> bytes:
    """The bytes that were sealed. Raises `CannotOpen`, or `UnknownVersion` for the layout of a newer release."""
    if sealed[:1] and sealed[0] != VERSION:
        raise UnknownVersion(f"layout {sealed[0]}")
    head, nonce, rest = sealed[: 1 + _ID], sealed[1 + _ID : 1 + _ID + _NONCE], sealed[1 + _ID + _NONCE :]
    try:
        plain = Aead(key).decrypt(rest, at.bound(head), nonce)
    except (nacl.exceptions.CryptoError, nacl.exceptions.ValueError):
        _cannot()
    return plain[_LENGTH : _LENGTH + int.from_bytes(plain[:_LENGTH], "big")]


def open_text(key: bytes, sealed: bytes, at: Where) -> str:
    """The text that was sealed. Raises as `open_sealed` does."""
    return open_sealed(key, sealed, at).decode("utf-8", "surrogatepass")


def bucket(length: int) -> int:
    """The padded size in bytes of a plaintext: 64, 256, 1024, then multiples of 4096. Four of them hold the length."""
    whole = length + _LENGTH
    return next((size for size in _BUCKETS if whole <= size), -(-whole // _STEP) * _STEP)


def seal_to(public: bytes, secret: bytes) -> bytes:
    """Seal a short secret so that only the holder of the private half opens it (libsodium's sealed box)."""
    return SealedBox(PublicKey(public)).encrypt(secret)


def open_from(private: bytes, sealed: bytes) -> bytes:
    """Open what `seal_to` sealed. Raises `CannotOpen`."""
    try:
        return SealedBox(PrivateKey(private)).decrypt(sealed)
    except (nacl.exceptions.CryptoError, nacl.exceptions.TypeError, nacl.exceptions.ValueError):
        _cannot()


def wrap(private: bytes, passphrase: str, pepper: bytes, cost: Cost, at: Where) -> Wrapped:
    """A private key under Argon2id(passphrase) mixed with the pepper: neither of the two alone opens it."""
    salt = random(nacl.pwhash.argon2id.SALTBYTES)
    return Wrapped(salt, cost, seal(_wrapping_key(passphrase, salt, pepper, cost), private, at))


def unwrap(wrapped: Wrapped, passphrase: str, pepper: bytes, at: Where) -> bytes:
    """The private key. Raises `CannotOpen`. Takes as long as the cost says, also when it fails."""
    return open_sealed(_wrapping_key(passphrase, wrapped.salt, pepper, wrapped.cost), wrapped.sealed, at)


def pepper_mark(pepper: bytes) -> bytes:
    """8 bytes that tell a pepper from another one without giving it away: a wrong pepper is not a wrong passphrase."""
    return blake2b(b"", digest_size=8, key=pepper, person=b"milepost pepper", encoder=RawEncoder)


def vouch(private: bytes, person: int, public: bytes) -> bytes:
    """32 bytes that only a holder of the unit's private half can make: "this public half is that person's"."""
    said = json.dumps([person, public.hex()]).encode()
    return blake2b(said, digest_size=32, key=private, person=b"milepost vouch", encoder=RawEncoder)


def fingerprint(public: bytes) -> str:
    """A public half as 20 characters to compare by telephone: "3F9A 01C2 77B0 E4D1 90AA"."""
    digest = blake2b(public, digest_size=10, person=b"milepost print", encoder=RawEncoder).hex().upper()
    return " ".join(digest[start : start + 4] for start in range(0, 20, 4))


def _padded(plain: bytes) -> bytes:
    return (len(plain).to_bytes(_LENGTH, "big") + plain).ljust(bucket(len(plain)), b"\0")


def _wrapping_key(passphrase: str, salt: bytes, pepper: bytes, cost: Cost) -> bytes:
    typed = passphrase.encode("utf-8", "surrogatepass")
    derived = nacl.pwhash.argon2id.kdf(KEY_BYTES, typed, salt, opslimit=cost.ops, memlimit=cost.mem)
    return blake2b(derived, digest_size=KEY_BYTES, key=pepper, person=b"milepost wrap", encoder=RawEncoder)


def _cannot() -> NoReturn:
    raise CannotOpen("the key, the place or the bytes do not fit") from None
