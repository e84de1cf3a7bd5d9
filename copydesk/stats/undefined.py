"""Why a value, or only its interval, is missing: a stable code for programs and a sentence for people."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

Reason: TypeAlias = Literal[
    "no_ratings",
    "one_rater",
    "not_two_raters",
    "no_pairable_units",
    "no_shared_units",
    "no_decisive_votes",
    "no_trials",
    "no_variation",
    "too_many_values",
    "one_unit",
    "little_variation",
    "no_spread",
]

SENTENCES: Mapping[Reason, str] = MappingProxyType(
    {
        "no_ratings": "There are no ratings yet.",
        "one_rater": "Only one person has rated, so there is nobody to agree with.",
        "not_two_raters": "Cohen's kappa compares exactly two people. Choose two people or another coefficient.",
        "no_pairable_units": "No item has been rated by two people, so no two ratings can be compared.",
        "no_shared_units": "This person has rated no item that somebody else rated too.",
        "no_decisive_votes": "Nobody has preferred one side yet: every vote is a tie or could not judge.",
        "no_trials": "There is nothing to take a share of yet.",
        "no_variation": "All ratings are the same, so agreement cannot be told from chance.",
        "too_many_values": "There are too many different values. Group them, or treat them as interval numbers.",
        "one_unit": "Only one item has been rated twice, and one item cannot show how much values vary.",
        "little_variation": "Nearly all ratings are the same, so an interval could not be trusted.",
        "no_spread": "All items agree to the same degree, so an interval cannot show the doubt that is left.",
    }
)
