"""The roles of the team and their rights. This table is the truth: ``update_roles`` makes the groups equal to it.

Rights are named by their codenames, since the rooms that they belong to lie above this one. What each role may do
when it tries is in docs/rights.md.
"""

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTRY = "wagtailadmin.access_admin"


class Trees(Enum):
    """On which pages the rights of a role over pages hold."""

    ALL = auto()
    """On everything beneath the root: also beside the home pages, where a new language begins."""
    LANGUAGES = auto()
    """In the tree of each language, from its home page on."""
    OWN_LANGUAGE = auto()
    """In the tree of one language."""


@dataclass(frozen=True)
class Role:
    """A role: the name of its group, which never changes, and its rights.

    ``permissions`` are named ``app.codename``; ``pages`` hold on ``trees``, ``files`` in all collections.
    """

    name: str
    label: str | Promise
    permissions: frozenset[str] = frozenset({ENTRY})
    pages: frozenset[str] = frozenset()
    trees: Trees = Trees.LANGUAGES
    files: frozenset[str] = frozenset()


def _all(*models: str) -> frozenset[str]:
    """Return the rights to add, change, delete and see rows of models."""
    rights = set()
    for model in models:
        app, _dot, name = model.partition(".")
        rights |= {f"{app}.{action}_{name}" for action in ("add", "change", "delete", "view")}
    return frozenset(rights)


TRANSLATE = "wagtail_localize.submit_translation"
HEALTH_WORDS = _all("consent.healthword") | {"consent.add_nothealthanswer", "consent.delete_nothealthanswer"}
FRAME_AND_WORDS = _all("home.officedetails", "stories.theme", "stories.assistancekind", "wagtailredirects.redirect")

# To see what came of the work that does itself, and to try it again.
JOBS = frozenset({"operations.view_jobresult", "operations.change_jobresult"})

CHOOSE_FILES = frozenset({"wagtailimages.choose_image", "wagtaildocs.choose_document"})
# Whoever may add a file may change and delete those that they have added themselves.
ADD_FILES = CHOOSE_FILES | {"wagtailimages.add_image", "wagtaildocs.add_document"}
CHANGE_FILES = ADD_FILES | {"wagtailimages.change_image", "wagtaildocs.change_document"}

# Recordings are in no collection; again, whoever may add them may change and delete their own.
ADD_RECORDINGS = frozenset({"media.add_recording"})
CHANGE_RECORDINGS = ADD_RECORDINGS | {"media.change_recording"}

WRITE = frozenset({"add_page", "change_page"})
LOCK = frozenset({"lock_page", "unlock_page"})
PUBLISH = WRITE | LOCK | {"publish_page", "bulk_delete_page"}

WRITERS = Role(
    name="Writers",
    label=_("Writers"),
    permissions=frozenset({ENTRY, TRANSLATE}) | ADD_RECORDINGS,
    pages=WRITE,
    files=ADD_FILES,
)
EDITORS = Role(
    name="Editors",
    label=_("Editors"),
    permissions=frozenset({ENTRY, TRANSLATE}) | CHANGE_RECORDINGS | FRAME_AND_WORDS | HEALTH_WORDS,
    pages=PUBLISH,
    files=CHANGE_FILES,
)
OFFICERS = Role(
    # The room of consent makes the group and guards its records by membership, not by permissions.
    name="Protection officers",
    label=_("Protection officers"),
    permissions=frozenset({ENTRY}) | HEALTH_WORDS,
    # Lets them find the stories; the text itself they open while it waits for them.
    pages=LOCK,
)
ADMINISTRATORS = Role(
    name="Administrators",
    label=_("Administrators"),
    permissions=frozenset({ENTRY, TRANSLATE, "home.change_demonstrationsettings"})
    | _all("accounts.user", "wagtailcore.site", "wagtailcore.locale")
    | CHANGE_RECORDINGS
    | JOBS
    | FRAME_AND_WORDS
    | HEALTH_WORDS,
    pages=PUBLISH,
    trees=Trees.ALL,
    files=CHANGE_FILES
    | {"wagtailcore.add_collection", "wagtailcore.change_collection", "wagtailcore.delete_collection"},
)
ROLES = (WRITERS, EDITORS, OFFICERS, ADMINISTRATORS)

TRANSLATORS_PREFIX = "Translators: "


def translators_of(language_name: str) -> Role:
    """Return the role of those who translate into one language, by the language's own name."""
    return Role(
        name=f"{TRANSLATORS_PREFIX}{language_name}",
        label=_("Translators: %(language)s") % {"language": language_name},
        pages=frozenset({"change_page"}),
        trees=Trees.OWN_LANGUAGE,
        files=CHOOSE_FILES,
    )


def label_of(group_name: str) -> str:
    """Return what a group is called in the language of whoever reads; groups that are no roles keep their name."""
    if group_name.startswith(TRANSLATORS_PREFIX):
        language_name = group_name.removeprefix(TRANSLATORS_PREFIX)
        return str(_("Translators: %(language)s") % {"language": language_name})
    return next((str(role.label) for role in ROLES if role.name == group_name), group_name)
