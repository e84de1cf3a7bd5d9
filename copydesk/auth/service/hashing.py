"""Password hashes: argon2id, computed in a thread so that other requests go on."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's parameters for argon2id; a change is taken over at each person's next sign-in.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

# Of random bytes that nobody knows: an account that is not there takes as long to refuse as one that is.
NOBODYS_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$19of1OSk9u6TAnjHqQsMDA$sSYE9OK3IkEphx0BckI1YBukX6Y0GGRi6hT0nSirDFk"
)


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(_HASHER.hash, password)


async def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password is that of the hash; never for None, after the same time."""
    matches = await asyncio.to_thread(_matches, password_hash or NOBODYS_HASH, password)
    return matches and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
