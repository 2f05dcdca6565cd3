"""Events of the log in words: what a record is called, and which screen shows it. No name of a contributor."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from accounts.models import User
from consent.cms.story_pages import stories_by_key
from consent.models import ProtectionEvent
from consent.models.contributors import reference_of
from consent.vocabulary import Verb

# What a kind of record is called, and the screen that shows one.
KINDS: dict[str, tuple[str | Promise, str]] = {
    "contributor": (gettext_lazy("Contributor"), "protection:contributor"),
    "consentrecord": (gettext_lazy("Consent"), "protection:record"),
    "consentform": (gettext_lazy("Form"), ""),
    "consentscope": (gettext_lazy("Permission"), ""),
    "healthword": (gettext_lazy("Health word"), ""),
    "group": (gettext_lazy("Group"), ""),
}


def register_kind(kind: str, label: str | Promise, screen: str = "") -> None:
    """Name a kind of record of another room for the log, and the address by name of the screen that shows one."""
    KINDS[kind] = (label, screen)


@dataclass(frozen=True)
class Target:
    """A record that an event speaks of; without an address if no screen shows it."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class LogRow:
    """An event with who did it and to what."""

    event: ProtectionEvent
    actor: str
    targets: list[Target]


def log_rows(events: Iterable[ProtectionEvent]) -> list[LogRow]:
    """Return events in words, in a fixed number of queries."""
    known = list(events)
    names = names_of_users(
        {event.actor_id for event in known if event.actor_id}
        | {int(event.identifier) for event in known if event.kind == "user"}
    )
    pages = Page.objects.in_bulk([int(event.identifier) for event in known if event.kind == "page"])
    stories = stories_by_key(UUID(event.identifier) for event in known if event.kind == "story")
    titles = {str(story.translation_key): story.title for story in stories if story.pages}
    return [LogRow(each, names.get(each.actor_id or 0, ""), _targets(each, names, pages, titles)) for each in known]


def names_of_users(numbers: Iterable[int]) -> dict[int, str]:
    """Return how users are called; of one whose account is gone, the number."""
    wanted = set(numbers)
    found = {user.pk: user.get_full_name() or user.email for user in User.objects.filter(pk__in=wanted)}
    return {number: found.get(number, f"#{number}") for number in wanted}


def name_of_user(number: int | None) -> str:
    """Return how a user is called, or nothing if it was a program."""
    return names_of_users([number])[number] if number else ""


def _targets(
    event: ProtectionEvent, names: dict[int, str], pages: dict[int, Page], titles: dict[str, str]
) -> list[Target]:
    found = [_target(event, names, pages, titles)]
    if event.about:
        found.append(_by_reference("consentform" if event.verb == Verb.FORM_ADDED else "contributor", event.about))
    return found


def _target(event: ProtectionEvent, names: dict[int, str], pages: dict[int, Page], titles: dict[str, str]) -> Target:
    if event.kind == "user":
        return Target(names[int(event.identifier)])
    if event.kind == "page":
        page = pages.get(int(event.identifier))
        return _story(page.get_admin_display_title(), page.translation_key) if page else Target(_("A deleted page"))
    if event.kind == "story":
        title = titles.get(event.identifier)
        return _story(title, event.identifier) if title else Target(_("A deleted story"))
    if event.kind == "search":
        number = int(event.identifier)
        return Target(ngettext("%(number)s found", "%(number)s found", number) % {"number": number})
    if event.kind == "consentsettings":
        return Target(_("Settings"), reverse("protection:settings"))
    if event.kind == "keys":
        return Target(_("All records"))
    return _by_reference(event.kind, event.identifier)


def _story(title: str, translation_key: object) -> Target:
    return Target(title, reverse("protection:story", args=[translation_key]))


def _by_reference(kind: str, identifier: str) -> Target:
    name, screen = KINDS.get(kind, (kind, ""))
    shown = identifier if identifier.isdigit() else reference_of(UUID(identifier))
    return Target(str(format_lazy("{} {}", name, shown)), reverse(screen, args=[identifier]) if screen else "")
