"""Records, messages and pure rules of guides."""

from copydesk.guides.domain.parsing import parse_guide, publish_faults
from copydesk.guides.domain.records import (
    DEFAULT_SOURCE,
    Guide,
    GuideAcknowledged,
    GuideDraft,
    GuidePublished,
    GuideVersion,
    Kind,
    NewVersion,
    Rule,
    SavedDraft,
    StoredRule,
    VersionSummary,
)
from copydesk.guides.domain.text import decode_source
from copydesk.kernel.source import unstorable

__all__ = [
    "DEFAULT_SOURCE",
    "Guide",
    "GuideAcknowledged",
    "GuideDraft",
    "GuidePublished",
    "GuideVersion",
    "Kind",
    "NewVersion",
    "Rule",
    "SavedDraft",
    "StoredRule",
    "VersionSummary",
    "decode_source",
    "parse_guide",
    "publish_faults",
    "unstorable",
]
