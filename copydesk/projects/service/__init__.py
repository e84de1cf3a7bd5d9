"""Use cases of projects, one file per noun."""

from copydesk.projects.service.imported import ensure_imported_members, forget_imported_members
from copydesk.projects.service.invitations import (
    accept_invitation,
    invite,
    list_invitations,
    revoke_invitation,
    show_invitation,
)
from copydesk.projects.service.leavers import end_memberships, erase_leavers
from copydesk.projects.service.me import change_me, list_memberships, read_me
from copydesk.projects.service.members import (
    add_member,
    change_member,
    join_as_admin,
    list_members,
    members_by_id,
    name_identities,
    name_members,
    readmit_member,
    remove_member,
)
from copydesk.projects.service.projects import (
    archive_project,
    create_project,
    delete_project,
    find_project,
    get_project,
    list_due_deletions,
    list_projects,
    purge_project,
    restore_project,
    unarchive_project,
    update_project,
)
from copydesk.projects.service.teams import create_team, list_teams, rename_team

__all__ = [
    "accept_invitation",
    "add_member",
    "archive_project",
    "change_me",
    "change_member",
    "create_project",
    "create_team",
    "delete_project",
    "end_memberships",
    "ensure_imported_members",
    "erase_leavers",
    "find_project",
    "forget_imported_members",
    "get_project",
    "invite",
    "join_as_admin",
    "list_due_deletions",
    "list_invitations",
    "list_members",
    "list_memberships",
    "list_projects",
    "list_teams",
    "members_by_id",
    "name_identities",
    "name_members",
    "purge_project",
    "read_me",
    "readmit_member",
    "remove_member",
    "rename_team",
    "restore_project",
    "revoke_invitation",
    "show_invitation",
    "unarchive_project",
    "update_project",
]
