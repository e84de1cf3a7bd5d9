"""What the generated pages say, from small documents; the real ones are compared by the check `contract`."""

import pytest

from tools import generate, pages

DOCUMENT = {
    "paths": {
        "/api/v1/projects/{project_id}/items": {
            "get": {
                "tags": ["items"],
                "operationId": "items_list",
                "summary": "Items List",
                "description": "One page of items | newest first.\n\nMore that the table leaves out.",
                "x-permission": "items.read",
            },
        },
        "/api/v1/setup": {"get": {"tags": ["auth"], "operationId": "setup_get", "x-permission": "public"}},
        "/api/v1/people": {"get": {"tags": ["auth"], "operationId": "people_list", "x-permission": "admin"}},
    }
}


def row_of(page: str, name: str) -> list[str]:
    line = next(line for line in page.splitlines() if line.startswith(f"| `{name}`"))
    return [cell.strip() for cell in line.strip("|").split(" | ")]


def test_api_page_says_where_a_route_is_and_what_it_needs() -> None:
    assert row_of(pages.api(DOCUMENT), "items_list") == [
        "`items_list`",
        "`GET /api/v1/projects/{project_id}/items`",
        "`items.read`",
        "One page of items \\| newest first.",
    ]


def test_permissions_page_marks_each_role_by_what_it_holds() -> None:
    page = pages.permissions(DOCUMENT)
    for role, mark in zip(pages.role_permissions(), row_of(page, "items_list")[2:], strict=False):
        assert mark == ("yes" if "items.read" in pages.role_permissions()[role] else "–"), role


def test_permissions_page_lets_everybody_in_by_public_and_only_admins_by_admin() -> None:
    page = pages.permissions(DOCUMENT)
    assert set(row_of(page, "setup_get")[2:]) == {"yes"}
    assert row_of(page, "people_list")[-1] == "yes"
    assert set(row_of(page, "people_list")[2:-1]) == {"–"}


def test_settings_page_names_the_variable_its_default_and_its_bounds() -> None:
    variable, default, meaning = row_of(pages.settings(), "COPYDESK_PROCESSES")
    assert (variable, default) == ("`COPYDESK_PROCESSES`", "`1`")
    assert meaning.endswith("(1 to 64)")


def test_commands_page_has_each_command_of_the_program() -> None:
    page = pages.commands()
    assert "## `copydesk serve`" in page
    assert all(f"## `{name}`" in page for name in pages.command_lines())


def test_table_of_slices_replaces_what_stands_between_its_markers() -> None:
    page = f"before\n{generate.BEGIN}\nold\n{generate.END}\nafter\n"
    assert generate.with_table(page, "new\n") == f"before\n{generate.BEGIN}\nnew\n{generate.END}\nafter\n"


def test_table_of_slices_asks_for_its_markers_when_they_are_missing() -> None:
    with pytest.raises(ValueError, match="where the table of slices belongs"):
        generate.with_table("no markers\n", "new\n")
