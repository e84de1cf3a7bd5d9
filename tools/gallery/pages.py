"""The pages of the app as the gallery and the accessibility test see them: who looks, where, and what they did there first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from playwright.sync_api import Page

from tools.gallery import acts, guide_acts

Scheme = Literal["light", "dark"]
Act = Callable[[Page], None]

# Who signs in: nobody, by one click on the demo's page, or the administrator by password.
ADMIN: Final = "admin"
MEMBERS: Final = ("Rahul", "Noor")  # of the project whose guide has just changed
WHO: Final = ("", "Mateo", "Chiara", "Ingrid", *MEMBERS, ADMIN)


@dataclass(frozen=True)
class Shown:
    """A page as somebody sees it. `path` may name a place of `places.py`; `act` happens before it is looked at.

    `is_read`: people read it on a phone too. `kept`: which of its pictures the documentation shows. `is_early`: taken
    before the other pages have left their traces in it.
    """

    name: str
    path: str
    who: str
    says: str
    act: Act | None = None
    is_read: bool = False
    kept: Sequence[str] = ()
    is_early: bool = False


LIGHT: Final = ("light-1280",)
BOTH: Final = ("light-1280", "dark-1280")
P: Final = "/projects/{project}"
EDIT: Final = f"{P}/guide/edit"
LETTERS: Final = "/projects/{letters}"

PAGES: Final[Sequence[Shown]] = (
    Shown("sign-in", "/sign-in", "", "Signing in; a demo offers each role in one click.", kept=LIGHT),
    Shown("set-up", "/set-up", "", "The first page of a new installation.", acts.as_new, kept=LIGHT),
    Shown("invitation", "{invitation}", "", "An invitation: its link makes the account.", kept=LIGHT),
    Shown("invitation-used", "/invite/used-or-unknown", "", "A link that does not work any more."),
    Shown(
        "home", "/", "Mateo", "Home: what waits for you, and what is new.",
        is_read=True, kept=(*BOTH, "light-390"),
    ),
    Shown(
        "returned", f"{P}/work", "Mateo", "Returned work: the rule, the place, the reason; it comes before everything else.",
        is_read=True, kept=BOTH,
    ),
    Shown(
        "guide-beside", f"{P}/work", "Mateo", "The guide one key away: the rules of the question at hand stand first.",
        acts.open_guide, kept=LIGHT,
    ),
    Shown("skip", f"{P}/work", "Mateo", "Skipping, with a reason by one key.", acts.skip, kept=LIGHT),
    Shown("help", "/help/work-queue", "Mateo", "Help: the guide of this version, on the page.", is_read=True),
    Shown("keys", f"{P}/work", "Mateo", "The keys of the screen, under ?.", acts.show_keys, kept=LIGHT),
    Shown("palette", P, "Mateo", "Find anything: pages, projects, items, rules.", acts.find, kept=LIGHT),
    Shown("notices", "/", "Mateo", "What is new, behind the bell.", acts.open_bell),
    Shown("account", "/account", "Mateo", "The account: appearance, password, sessions, tokens."),
    Shown("missing", "/projects/project_999999", "Mateo", "A project that is not there, or not for you."),
    Shown("missing-page", "/nothing/here", "Mateo", "An address that leads nowhere."),
    Shown("forbidden", f"{P}/settings", "Mateo", "A page that this role may not use."),
    Shown("server-away", f"{P}/guide", "Mateo", "The server does not answer.", acts.lose_server),
    # What writes a draft comes last among the pages of one person.
    Shown("issues", f"{P}/work", "Mateo", "What keeps an answer from being sent.", acts.submit_nothing),
    Shown("conflict", f"{P}/work", "Mateo", "One task in two windows: both texts, and the choice.", acts.conflict, kept=LIGHT),
    Shown("offline", f"{P}/work", "Mateo", "No connection: what is typed is kept here.", acts.go_offline),
    Shown("review", f"{P}/review", "Chiara", "Review: the answer as its author saw it, and the verdict.", kept=BOTH),
    Shown(
        "review-return", f"{P}/review", "Chiara", "Returning: a rule, a place that is marked in the text, a note, better words.",
        acts.return_with_place, kept=BOTH,
    ),
    Shown("review-fix", f"{P}/review", "Chiara", "Fixing in place, with what changed.", acts.fix),
    Shown("home-review", "/", "Chiara", "Home of a reviewer."),
    Shown(
        "overview", P, "Ingrid", "Overview: progress, pace, forecast, agreement, what needs you.",
        kept=(*BOTH, "light-1920"),
    ),
    Shown("items", f"{P}/items", "Ingrid", "Items: filter, sort, choose columns, save views, act on many.", kept=BOTH),
    Shown("items-selected", f"{P}/items?state=done", "Ingrid", "Acting on many items.", acts.select_page),
    Shown("items-none", f"{P}/items?text=nothingofthekind", "Ingrid", "A filter that finds nothing."),
    Shown("item", f"{P}/items?item={{item}}", "Ingrid", "One item with its whole history.", is_read=True, kept=BOTH),
    Shown("item-content", f"{P}/items?item={{item}}", "Ingrid", "The item itself.", acts.tab("Content"), is_read=True),
    Shown("item-claims", f"{P}/items?item={{item}}", "Ingrid", "Who had it in hand.", acts.tab("Who had it")),
    Shown("item-events", f"{P}/items?item={{item}}", "Ingrid", "What happened to it.", acts.tab("What happened")),
    Shown(
        "guide", f"{P}/guide", "Ingrid", "The guide: tree, search, a link to every rule.",
        is_read=True, kept=(*BOTH, "light-390"),
    ),
    Shown("guide-rule", f"{P}/guide#numbers.checked", "Ingrid", "A link to a rule."),
    Shown(
        "guide-edit", f"{EDIT}?rule=honesty.as-of", "Ingrid", "The guide is written rule by rule; checks are read as they are written.",
        kept=BOTH,
    ),
    Shown("guide-edit-none", EDIT, "Ingrid", "The editor of the guide before a rule is chosen."),
    Shown("guide-drag", f"{EDIT}?rule=tone.plain-words", "Ingrid", "A rule is dragged to another section.", guide_acts.drag),
    Shown(
        "guide-try", f"{EDIT}?rule=honesty.as-of", "Ingrid", "A check is tried on a text, and on the examples of its own rule.",
        guide_acts.try_text, kept=LIGHT,
    ),
    Shown(
        "guide-publish", f"{EDIT}?rule=honesty.as-of", "Ingrid", "Publishing: what changed, what contradicts itself, and who must read it.",
        guide_acts.publish, kept=LIGHT,
    ),
    Shown(
        "guide-import", f"{EDIT}?tool=import", "Ingrid", "A guide from a file: what would change, before anything does.",
        guide_acts.import_file, kept=LIGHT,
    ),
    Shown("guide-find", EDIT, "Ingrid", "Find and replace in all rules.", guide_acts.find),
    Shown(
        "guide-changes", f"{P}/guide/changes", "Ingrid", "What the draft changes, rule by rule and word by word.",
        is_read=True, kept=BOTH,
    ),
    Shown("guide-compare", f"{P}/guide/changes", "Ingrid", "Two versions compared.", guide_acts.compare, is_read=True),
    Shown("guide-readers", f"{P}/guide/readers", "Ingrid", "Who has read which version.", is_read=True),
    Shown("guide-words", f"{P}/guide/words", "Ingrid", "Names and words of the project, and those that people at work propose."),
    Shown("guide-scope", f"{P}/guide?domains=%5B%22coding%22%5D", "Ingrid", "What of the guide concerns a piece of work."),
    Shown(
        "guide-export", f"{P}/guide/export", "Ingrid", "The guide as a file, and as a prompt within a budget of tokens.", guide_acts.budget,
        kept=LIGHT,
    ),
    Shown("guide-coverage", f"{P}/guide/coverage", "Ingrid", "What the rules have and lack, and how often they are cited.", kept=LIGHT),
    Shown(
        "guide-uncited", f"{P}/guide/coverage", "Ingrid", "Rules that nobody ever cited.", guide_acts.show("Never cited"),
    ),
    Shown("import", f"{P}/import", "Ingrid", "Import: a file, how it will look, every problem by line."),
    Shown("import-file", f"{P}/import", "Ingrid", "A file as its tasks will look, before it is loaded.", acts.choose_file, kept=LIGHT),
    Shown("export", f"{P}/export", "Ingrid", "Export: each format explained with its first record.", kept=LIGHT),
    Shown("people", f"{P}/people", "Ingrid", "People: roles, teams, pseudonyms, invitations.", kept=LIGHT),
    Shown("setup", f"{P}/setup", "Ingrid", "Setup: how far the guide is, task form with its preview, workflow.", kept=LIGHT),
    Shown("late", f"{P}/late", "Ingrid", "Late answers that wait for a decision."),
    Shown("settings", f"{P}/settings", "Ingrid", "Settings, archive, delete."),
    Shown("activity", f"{P}/activity", "Ingrid", "Activity: who did what, in sentences.", is_read=True, kept=BOTH, is_early=True),
    Shown(
        "guide-confirm", f"{LETTERS}/work", "Rahul", "The guide has changed: read and confirmed before the next task.",
        guide_acts.ask_to_confirm, is_read=True, kept=(*BOTH, "light-390"),
    ),
    Shown(
        "checks-note", f"{LETTERS}/work", "Noor", "Checks while one writes, and a reason where they are wrong.",
        guide_acts.explain, kept=BOTH,
    ),
    Shown("checks-refused", f"{LETTERS}/work", "Noor", "What must be mended or explained before it is sent.", guide_acts.refuse),
    Shown(
        "checks-review", f"{LETTERS}/review", ADMIN, "A reviewer settles by key what the checks found.", guide_acts.judge_found, kept=LIGHT,
    ),
    Shown("review-rules", f"{LETTERS}/review", ADMIN, "The likely rules first, when a return cites one.", guide_acts.choose_rule),
    Shown(
        "guide-conflict", f"{LETTERS}/guide/edit?rule=voice.who", ADMIN, "Two people wrote the same rule: both texts, and the choice.",
        guide_acts.conflict, kept=LIGHT,
    ),
    Shown("home-admin", "/", ADMIN, "Home of an administrator."),
    Shown("admin-people", "/admin", ADMIN, "Everybody with an account."),
    Shown("admin-projects", "/admin/projects", ADMIN, "Every project of the installation."),
    Shown("admin-health", "/admin/health", ADMIN, "How the installation is.", kept=LIGHT),
    Shown("admin-jobs", "/admin/jobs", ADMIN, "Background jobs, the failed ones first."),
    Shown("admin-backups", "/admin/backups", ADMIN, "Backups: make, download, delete."),
    Shown("admin-settings", "/admin/settings", ADMIN, "What the server runs with."),
    Shown("empty-overview", "/projects/{empty}", ADMIN, "A new project says what to do first.", kept=LIGHT),
    Shown("empty-work", "/projects/{empty}/work", ADMIN, "No tasks, and why."),
    Shown("empty-review", "/projects/{empty}/review", ADMIN, "No reviews, and why."),
    Shown("empty-guide", "/projects/{empty}/guide", ADMIN, "No guide yet."),
    Shown("empty-items", "/projects/{empty}/items", ADMIN, "No items yet."),
    Shown("empty-people", "/projects/{empty}/people", ADMIN, "Nobody else yet."),
    Shown("empty-setup", "/projects/{empty}/setup", ADMIN, "Setup of a new project."),
    Shown("empty-export", "/projects/{empty}/export", ADMIN, "Nothing to export yet."),
    Shown("long-overview", "/projects/{long}", ADMIN, "Very long names."),
    Shown("long-work", "/projects/{long}/work", ADMIN, "Formulas, code, Arabic and very long words in a task."),
)  # fmt: skip
