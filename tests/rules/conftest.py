from collections.abc import Iterator

import pytest

from tests.rules.planted_tree import PlantedTree, cleared, copy_of_tree
from tools import tree

WEB_CONFIG = tuple(name for name in tree.files() if name.startswith("web/") and name.count("/") == 1)
WEB_PACKAGES = tree.ROOT / "web" / "node_modules"
SMALL = ("tools/", "pyproject.toml", "copydesk/__init__.py", ".gitignore")


@pytest.fixture(scope="session")
def whole_copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlantedTree]:
    with copy_of_tree(tmp_path_factory.mktemp("whole")) as copy:
        yield copy


@pytest.fixture(scope="session")
def small_copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlantedTree]:
    with copy_of_tree(tmp_path_factory.mktemp("small"), *SMALL, *WEB_CONFIG) as copy:
        if WEB_PACKAGES.exists():
            (copy.root / "web/node_modules").symlink_to(WEB_PACKAGES)
        yield copy


@pytest.fixture
def checkout(whole_copy: PlantedTree) -> Iterator[PlantedTree]:
    """A copy of the whole checkout; what a test plants in it is gone afterwards."""
    with cleared(whole_copy) as copy:
        yield copy


@pytest.fixture
def small_checkout(small_copy: PlantedTree) -> Iterator[PlantedTree]:
    """Only the tools, an empty package and a web app without sources: for checks whose time grows with the tree."""
    with cleared(small_copy) as copy:
        yield copy
