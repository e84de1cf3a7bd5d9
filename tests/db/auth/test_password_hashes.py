"""Hashes of passwords: argon2id, with today's parameters."""

from copydesk.auth.service import hashing


async def test_refuses_after_the_same_work_when_there_is_no_account() -> None:
    assert not hashing.is_outdated(hashing.NOBODYS_HASH)
    assert not await hashing.is_right(None, "correct horse battery")


async def test_knows_its_own_hashes_and_outdated_ones_when_it_compares() -> None:
    made = await hashing.hash_password("correct horse battery")
    assert await hashing.is_right(made, "correct horse battery")
    assert not await hashing.is_right(made, "correct horse batterie")
    assert not hashing.is_outdated(made)
    assert hashing.is_outdated(made.replace("t=2", "t=1"))
    assert not await hashing.is_right("$argon2id$broken", "correct horse battery")
