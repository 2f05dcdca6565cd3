"""The checklist: what the rules of consent still miss on a page, and who can do something about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables

from consent.models import MinorEdit, NotHealthAnswer, StorySubject
from pages.gate.lines import Item, Lines, Who
from pages.gate.passages import written_on
from pages.gate.reviewing import review, text_hash_of
from pages.models import BasePage


@dataclass(frozen=True)
class Checklist:
    """What is still to do before a page may be published."""

    items: list[Item]
    until: datetime | None
    has_people: bool
    saved_at: datetime | None

    @property
    def last_day(self) -> datetime | None:
        """The last moment at which the page may be read; ``until`` is the first at which it may not."""
        return self.until and self.until - timedelta(seconds=1)

    @property
    def may_be_published(self) -> bool:
        """Say whether nothing stops the page."""
        return self.until is not None

    @property
    def groups(self) -> list[tuple[Who, list[Item]]]:
        """The lines by who acts on them, without those groups that have none."""
        found = [(who, [item for item in self.items if item.who == who]) for who in Who]
        return [(who, items) for who, items in found if items]


@sensitive_variables()
def checklist_of(page: BasePage, may_publish: bool = True, user: Any = None) -> Checklist:
    """Return the checklist of a page as it is at hand: what stops it, what will be asked next, what was answered.

    Only those who may publish the page are led to the mark of a minor edit, and ``user`` to the pictures that they
    may change.
    """
    found, lines = review(page), Lines(page, user, may_publish)
    return Checklist(
        items=[*lines.of(found.errors + found.foreseen + found.warnings), *_given_answers(page, may_publish)],
        until=found.until,
        has_people=StorySubject.objects.filter(translation_key=page.translation_key).exists(),
        saved_at=page.latest_revision_created_at,
    )


def _given_answers(page: BasePage, may_publish: bool) -> list[Item]:
    """Return what editors have said about this text, so that whoever comes next sees it and can take it back."""
    here = {"translation_key": page.translation_key, "language_code": page.locale.language_code}
    items = []
    for answer in NotHealthAnswer.objects.filter(**here).select_related("answered_by"):
        message = ngettext(
            "%(name)s said on %(day)s that “%(word)s” is not about anybody's health in %(number)s sentence.",
            "%(name)s said on %(day)s that “%(word)s” is not about anybody's health in %(number)s sentences.",
            len(answer.sentences),
        ) % {
            "name": _name(answer.answered_by),
            "day": _day(answer.answered_at),
            "word": written_on(page, answer.word),
            "number": len(answer.sentences),
        }
        url = reverse("not_health_take_back", args=[page.pk, answer.pk])
        items.append(Item(message, Who.LOOK, url=url, action=_("Take it back …")))
    marked = MinorEdit.objects.filter(**here, text_hash=text_hash_of(page)).select_related("marked_by").first()
    if marked:
        message = _("%(name)s said on %(day)s that the last change is a minor edit, and that nothing told changed.") % {
            "name": _name(marked.marked_by),
            "day": _day(marked.marked_at),
        }
        url = reverse("minor_edit_take_back", args=[page.pk, marked.pk]) if may_publish else ""
        items.append(Item(message, Who.LOOK, url=url, action=_("Take it back …")))
    return items


def _name(user: AbstractUser | None) -> str:
    return user.get_full_name() or user.get_username() if user else _("Somebody who has left")


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment))
