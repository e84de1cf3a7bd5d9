"""This very tree keeps the rules that are quick to check; `make check` runs the others too."""

import pytest

from tools import check


@pytest.mark.parametrize(
    "name", ["imports", "sql", "events", "permissions", "sizes", "names", "leaks", "docs"]
)
def test_check_is_green_on_this_tree(name: str) -> None:
    assert [str(violation) for violation in check.run(name).violations] == []


def test_an_unknown_check_is_named_and_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["colours"]) == 2
    assert "no check colours" in capsys.readouterr().out


def test_a_check_that_crashes_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(check.CHECKS, "sizes", lambda: 1 // 0)

    assert "could not run: ZeroDivisionError" in str(check.run("sizes"))
