"""Encrypted backups: everybody who has the public key can make one, and only the passphrase opens it.

A lock is a pair of keys (X25519) whose secret half is wrapped under a key made from the passphrase (scrypt,
AES-256-GCM). The data folder keeps the lock, never the passphrase, so that a daily copy asks nobody. A sealed file
begins with one line of JSON (the lock, and the public half of a key used once); after it come the bytes, under
AES-256-GCM with that line as what must not be changed either.
"""

import base64
import os
import unicodedata

import msgspec

from soaptui.refusal import Refusal

SUFFIX = ".sealed"
FORMAT = "soaptui-sealed"
COST, BLOCKS, LANES = 2**16, 8, 1
"""What scrypt costs whoever guesses: 64 MB and some tenths of a second for each guess."""

MOST_COST = 2**20
"""A file that asks for more is not one of ours."""

_MARK = b'{"format":"soaptui-sealed"'
_LONGEST_LINE = 4_000
_NONCE = bytes(12)
"""Each key is used for one message alone, so that its nonce may stand."""


class SealingKey(msgspec.Struct, frozen=True, kw_only=True):
    """The public key, and the secret one as only the passphrase can have it. Bytes are in base64."""

    public: str
    wrapped: str
    salt: str
    cost: int = COST
    blocks: int = BLOCKS
    lanes: int = LANES


class _SealedHead(msgspec.Struct, frozen=True, kw_only=True):
    format: str
    version: int
    lock: SealingKey
    once: str


class _Wrong(Exception):
    """Bytes that this key does not open."""


def new_lock(passphrase: str) -> SealingKey:
    """A lock that this passphrase opens. Raises Refusal for an empty one."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    if not passphrase.strip():
        raise Refusal("A passphrase is needed: it cannot be empty.")
    secret = X25519PrivateKey.generate()
    salt = os.urandom(16)
    public = secret.public_key().public_bytes_raw()
    key = _stretched(passphrase, salt, COST, BLOCKS, LANES)
    wrapped = _encrypt(key, secret.private_bytes_raw(), public)
    return SealingKey(
        public=_text(public), wrapped=_text(wrapped), salt=_text(salt), cost=COST, blocks=BLOCKS, lanes=LANES
    )


def seal(data: bytes, lock: SealingKey) -> bytes:
    """The data as only the lock's passphrase opens it. Raises Refusal where the lock is none."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    once_public = once.public_key().public_bytes_raw()
    try:
        shared = once.exchange(X25519PublicKey.from_public_bytes(_bytes(lock.public)))
    except ValueError:
        raise Refusal("The key of the encrypted backups is damaged: choose the passphrase again.") from None
    head = _SealedHead(format=FORMAT, version=1, lock=lock, once=_text(once_public))
    line = msgspec.json.encode(head) + b"\n"
    return line + _encrypt(_mixed(shared, once_public, _bytes(lock.public)), data, line)


def is_sealed(data: bytes) -> bool:
    """Whether these bytes are an encrypted backup."""
    return data.startswith(_MARK)


def unseal(data: bytes, passphrase: str, name: str) -> bytes:
    """What was sealed. Raises Refusal, in one sentence, for a wrong passphrase and for a damaged file."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    damaged = Refusal(f"{name} is damaged: it cannot be decrypted. Nothing was changed.")
    line, newline, _ = data[:_LONGEST_LINE].partition(b"\n")
    try:
        head = msgspec.json.decode(line, type=_SealedHead)
        lock = head.lock
        if head.format == FORMAT and head.version > 1:
            raise Refusal(f"{name} was encrypted by a newer soaptui: update soaptui first.")
        if not newline or not _is_bearable(lock):
            raise damaged
        key = _stretched(passphrase, _bytes(lock.salt), lock.cost, lock.blocks, lock.lanes)
        try:
            secret_bytes = _decrypt(key, _bytes(lock.wrapped), _bytes(lock.public))
        except _Wrong:
            raise Refusal(f"That is not the passphrase of {name}. Nothing was changed.") from None
        secret = X25519PrivateKey.from_private_bytes(secret_bytes)
        once = _bytes(head.once)
        shared = secret.exchange(X25519PublicKey.from_public_bytes(once))
        return _decrypt(_mixed(shared, once, _bytes(lock.public)), data[len(line) + 1 :], line + newline)
    except Refusal:
        raise
    except (msgspec.DecodeError, ValueError, _Wrong):
        raise damaged from None


def _is_bearable(lock: SealingKey) -> bool:
    """Whether opening it costs what a file of ours may cost: a forged one could ask for all the memory there is."""
    cost = lock.cost
    return 2**10 <= cost <= MOST_COST and cost & (cost - 1) == 0 and 1 <= lock.blocks <= 8 and 1 <= lock.lanes <= 4


def _stretched(passphrase: str, salt: bytes, cost: int, blocks: int, lanes: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # The same words typed on another keyboard are the same passphrase.
    words = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=cost, r=blocks, p=lanes).derive(words)


def _mixed(shared: bytes, once: bytes, public: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=once + public, info=FORMAT.encode()).derive(shared)


def _encrypt(key: bytes, data: bytes, about: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).encrypt(_NONCE, data, about)


def _decrypt(key: bytes, data: bytes, about: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(_NONCE, data, about)
    except InvalidTag:
        raise _Wrong from None


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
