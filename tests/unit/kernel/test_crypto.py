"""Secrets at rest."""

import stat
from pathlib import Path

import pytest

from copydesk.kernel.crypto import Vault, WrongKey, load_key


def test_opens_what_it_sealed_when_key_and_context_agree() -> None:
    vault = Vault(b"k" * 32)
    assert vault.open(vault.seal("sk-123", context="model:1"), context="model:1") == "sk-123"


def test_refuses_when_the_context_is_another() -> None:
    vault = Vault(b"k" * 32)
    with pytest.raises(WrongKey):
        vault.open(vault.seal("sk-123", context="model:1"), context="model:2")


def test_refuses_when_the_key_is_another() -> None:
    sealed = Vault(b"k" * 32).seal("sk-123", context="model:1")
    with pytest.raises(WrongKey, match="key file"):
        Vault(b"x" * 32).open(sealed, context="model:1")


def test_hides_equal_secrets_when_sealed_twice() -> None:
    vault = Vault(b"k" * 32)
    assert vault.seal("same", context="c") != vault.seal("same", context="c")


def test_makes_one_private_key_file_when_there_is_none(tmp_path: Path) -> None:
    first = load_key(None, tmp_path / "new")
    assert load_key(None, tmp_path / "new") == first
    assert len(first) == 32
    assert stat.S_IMODE((tmp_path / "new" / "secret.key").stat().st_mode) == 0o600
