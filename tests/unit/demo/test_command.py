"""`copydesk demo` finds its own folder, and says what it cannot do before it loads anything."""

import socket
from pathlib import Path

import pytest
import typer

from copydesk.server.cli.demo_command import check_port, demo_settings, keep_password
from copydesk.server.demo import DemoSummary


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("DATA_DIR", "DEMO", "LOG_LEVEL", "LOG_FORMAT", "PORT"):
        monkeypatch.setenv(f"COPYDESK_{name}", "")  # so that it is put back in any case
        monkeypatch.delenv(f"COPYDESK_{name}")
    return tmp_path


def test_uses_a_folder_of_its_own_when_none_is_named() -> None:
    settings = demo_settings(8499)
    assert settings.data_dir.name == "copydesk-demo"
    assert (settings.port, settings.demo, settings.log_level) == (8499, True, "WARNING")


def test_keeps_what_the_person_has_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COPYDESK_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COPYDESK_LOG_LEVEL", "DEBUG")
    settings = demo_settings(None)
    assert settings.data_dir == tmp_path
    assert settings.log_level == "DEBUG"


def test_names_another_port_when_this_one_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(typer.Exit):
            check_port(demo_settings(port))
    assert f"--port {port + 1}" in " ".join(capsys.readouterr().err.split())


def test_only_the_owner_can_read_the_password(tmp_path: Path) -> None:
    path = tmp_path / "demo-admin.txt"
    keep_password(path, DemoSummary(is_new=True, project_id=1, admin_password="correct horse"))
    assert path.read_text().splitlines() == ["admin@demo.invalid", "correct horse"]
    assert path.stat().st_mode & 0o777 == 0o600
