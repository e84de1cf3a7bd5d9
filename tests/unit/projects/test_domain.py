"""Pure rules of projects and their members."""

import random
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from copydesk.kernel.errors import Conflict, Invalid, StaleRevision
from copydesk.projects.domain import (
    PERMISSIONS,
    ROLES,
    Invitation,
    NewProject,
    Project,
    RoleName,
    check_invitation,
    check_lead_remains,
    check_pseudonym,
    check_refs,
    check_revision,
    checked,
    draw_pseudonyms,
)

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def invitation(
    *,
    accepted_at: datetime | None = None,
    revoked_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> Invitation:
    return Invitation(
        1,
        1,
        None,
        "annotator",
        1,
        NOW - timedelta(days=1),
        expires_at or NOW + timedelta(days=1),
        accepted_at,
        revoked_at,
    )


def project(revision: int) -> Project:
    return Project(1, "Name", "", "UTC", "", 90, None, revision, NOW, None, None, None)


def test_offers_every_role_when_one_is_chosen() -> None:
    assert set(get_args(RoleName)) == set(ROLES)


def test_gives_roles_only_permissions_that_exist_when_they_are_named() -> None:
    assert frozenset().union(*ROLES.values()) == frozenset(PERMISSIONS)


def test_draws_two_plain_words_when_it_begins() -> None:
    for name in draw_pseudonyms(50, random.Random(1)):
        adjective, animal = name.split("-")
        assert adjective.isalpha()
        assert animal.isalpha()
        assert check_pseudonym(name) == name


def test_draws_many_more_names_when_it_tries_again() -> None:
    assert len(set(draw_pseudonyms(2_000, random.Random(1), attempt=3))) == 2_000


@pytest.mark.parametrize("pseudonym", ["", " ", "-heron", "a@b.c", "x" * 61, "her\non", "<b>"])
def test_refuses_a_pseudonym_when_it_is_no_plain_name(pseudonym: str) -> None:
    with pytest.raises(Invalid):
        check_pseudonym(pseudonym)


@pytest.mark.parametrize("pseudonym", ["Heron", "grün-7", "A", "Team 4 heron"])
def test_takes_a_pseudonym_when_it_is_a_plain_name(pseudonym: str) -> None:
    assert check_pseudonym(f" {pseudonym} ") == pseudonym


@pytest.mark.parametrize("ref", ["", "x" * 201, "a\0b"])
def test_refuses_a_reference_when_it_cannot_be_kept(ref: str) -> None:
    with pytest.raises(Invalid):
        check_refs(["fine", ref])


@pytest.mark.parametrize(
    ("new", "place"),
    [
        (NewProject(" "), "/name"),
        (NewProject("N", description="x" * 10_001), "/description"),
        (NewProject("N", licence="x" * 201), "/licence"),
        (NewProject("N", time_zone="Mars/Base"), "/time_zone"),
        (NewProject("N", drafts_keep_days=0), "/drafts_keep_days"),
        (NewProject("N", leavers_keep_days=-1), "/leavers_keep_days"),
    ],
)
def test_names_the_place_when_a_setting_is_wrong(new: NewProject, place: str) -> None:
    with pytest.raises(Invalid) as caught:
        checked(new)
    assert [fault.at for fault in caught.value.faults] == [place]


def test_gives_both_versions_when_somebody_saved_before() -> None:
    with pytest.raises(StaleRevision) as caught:
        check_revision(project(3), 2, {"name": "Mine"})
    assert caught.value.document()["yours"] == {"name": "Mine"}
    assert caught.value.document()["theirs"] == {"name": "Name"}
    assert caught.value.document()["revision"] == 3


def test_refuses_to_let_the_last_lead_go_when_nobody_else_is_one() -> None:
    with pytest.raises(Conflict):
        check_lead_remains([4], 4)
    check_lead_remains([4, 5], 4)
    check_lead_remains([4], 6)


@pytest.mark.parametrize(
    ("ended", "code"),
    [
        (invitation(accepted_at=NOW), "invitation_used"),
        (invitation(revoked_at=NOW), "invitation_revoked"),
        (invitation(expires_at=NOW), "invitation_expired"),
    ],
)
def test_says_why_when_an_invitation_has_ended(ended: Invitation, code: str) -> None:
    with pytest.raises(Conflict) as caught:
        check_invitation(ended, NOW)
    assert caught.value.code == code
