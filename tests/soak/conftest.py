"""Folders of whole installations, reachable by the account under which PostgreSQL runs."""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.factories.postgres import reachable_folder


@pytest.fixture
def home(tmp_path: Path) -> Generator[Path]:
    folder = reachable_folder(tmp_path)
    yield folder
    if folder != tmp_path:
        shutil.rmtree(folder, ignore_errors=True)
