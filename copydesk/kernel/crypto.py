"""Secrets: encryption at rest, hashes of tokens, and randomness."""

import base64
import hashlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12
_KEY_BYTES = 32


class WrongKey(Exception):
    """A stored secret was encrypted with another key."""


class Vault:
    """AES-256-GCM with a random nonce per value; `context` binds a ciphertext to its place, so that it cannot be moved."""

    def __init__(self, key: bytes) -> None:
        if len(key) != _KEY_BYTES:
            msg = f"the secret key must have {_KEY_BYTES} bytes, it has {len(key)}"
            raise ValueError(msg)
        self._cipher = AESGCM(key)

    def seal(self, plain: str, *, context: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain.encode(), context.encode())

    def open(self, sealed: bytes, *, context: str) -> str:
        """Raises WrongKey when the key or the context is another one."""
        try:
            return self._cipher.decrypt(
                sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context.encode()
            ).decode()
        except InvalidTag as error:
            msg = "A stored secret cannot be read with the present secret key: restore the key file, or enter the secret again."
            raise WrongKey(msg) from error


def load_key(configured: str | None, data_dir: Path) -> bytes:
    """The installation's key: from the settings, else from `secret.key` in the data folder, made at the first start (mode 0600)."""
    if configured is not None:
        return base64.b64decode(configured, validate=True)
    path = data_dir / "secret.key"
    data_dir.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"secret.key.{secrets.token_hex(4)}")
    if not path.exists():
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(base64.b64encode(os.urandom(_KEY_BYTES)))
        # Two processes may start at once: the link is atomic and the first one's key wins.
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return base64.b64decode(path.read_bytes(), validate=True)


def random_token(prefix: str) -> str:
    """256 bits of randomness that a person can recognise by its prefix, such as `cdt_...`."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def token_hash(token: str) -> bytes:
    """Tokens have full entropy, so a plain SHA-256 is enough and a look-up is one index probe."""
    return hashlib.sha256(token.encode()).digest()
