"""The checks that other programs make go red too; they run on a small tree, for their time grows with it."""

import re

import pytest

from tests.rules.conftest import WEB_PACKAGES
from tests.rules.planted_tree import PlantedTree

WEB = {
    "web/src/main.tsx": 'import { queued } from "@/features/queue/queue";\n\nqueued();\n',
    "web/src/features/items/items.ts": "export const items = (): number => 1;\nexport const unused = (): number => 2;\n",
    "web/src/features/queue/queue.ts": 'import { items } from "@/features/items/items";\n\n'
    "export const queued = (): string => items();\n",
}
SERVER = {
    "copydesk/db.py": "from typing import LiteralString\n\n\ndef execute(query: LiteralString) -> None:\n    print(query)\n",
    "copydesk/planted.py": "from copydesk.db import execute\n\n\n"
    'def forget(table: str) -> None:\n    execute(f"delete from {table}")\n\n\nforget(2)\n',
}


def test_types_check_goes_red_when_a_call_is_wrong_or_sql_is_put_together(
    small_checkout: PlantedTree,
) -> None:
    small_checkout.write(SERVER)

    code, output = small_checkout.check("types")

    assert code == 1
    assert "copydesk/planted.py:5: reportArgumentType:" in output
    assert "copydesk/planted.py:8: reportArgumentType:" in output


@pytest.mark.skipif(not WEB_PACKAGES.exists(), reason="the web app's packages are not installed")
def test_web_check_goes_red_when_features_meet_or_types_differ_or_code_is_dead(
    small_checkout: PlantedTree,
) -> None:
    small_checkout.write(WEB)

    code, output = small_checkout.check("web")

    assert code == 1
    assert re.search(
        r"queue\.ts\n +1:1 +error .+Features never import features.+no-restricted-imports", output
    ), output
    assert "src/features/queue/queue.ts(3,37): error TS2322" in output
    assert re.search(r"unused .+items\.ts:2", output), output


def test_contract_check_goes_red_and_names_the_line_when_a_page_is_stale(checkout: PlantedTree) -> None:
    lines = (checkout.root / "docs/settings.md").read_text(encoding="utf-8").splitlines()
    checkout.write({"docs/settings.md": "\n".join([*lines[:4], "planted", *lines[4:]]) + "\n"})

    code, output = checkout.check("contract")

    assert code == 1
    assert "docs/settings.md:5: generated: is stale" in output, output


def test_contract_check_goes_red_when_the_contract_drifts(checkout: PlantedTree) -> None:
    text = (checkout.root / "contract/openapi.json").read_text(encoding="utf-8")
    checkout.write({"contract/openapi.json": text.replace('"openapi"', '"planted": 1,\n  "openapi"', 1)})

    code, output = checkout.check("contract")

    assert code == 1
    assert "contract/openapi.json:2: generated: is stale" in output, output
