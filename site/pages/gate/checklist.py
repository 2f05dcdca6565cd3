"""The checklist: what the rules of consent still miss on a page, and who can do something about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractUser
from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from consent.models import MinorEdit, NotHealthAnswer, StorySubject
from consent.rules.facts import Kind, Refusal
from pages.gate.pictures import ABOUT_PICTURES, ANSWERED_BY_EDITORS, link_to, picture_at
from pages.gate.reviewing import Review, review, text_hash_of
from pages.gate.texts import position_label
from pages.models import BasePage

# What whoever writes the page can mend. Everything else needs the records, which only protection officers open.
FOR_EDITORS = {"health_word", "true_name_found", "name_or_word", "final_text_changed"}


class Who(TextChoices):
    """Who acts on a line."""

    EDITOR = "editor", gettext_lazy("For you, in this editor")
    OFFICER = "officer", gettext_lazy("For a protection officer")
    LOOK = "look", gettext_lazy("Please look")


@dataclass(frozen=True)
class Item:
    """One line of the checklist; ``url`` and ``action`` lead to what can be done about it."""

    message: str
    who: Who
    positions: tuple[str, ...] = ()
    url: str = ""
    action: str = ""


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
    found = review(page)
    return Checklist(
        items=[*_missing(page, found, may_publish, user), *_given_answers(page, may_publish)],
        until=found.until,
        has_people=StorySubject.objects.filter(translation_key=page.translation_key).exists(),
        saved_at=page.latest_revision_created_at,
    )


def _missing(page: BasePage, found: Review, may_publish: bool, user: Any) -> list[Item]:
    # Several people, or several places, may lack the same thing: one line says it.
    places: dict[tuple[str, str, Kind, str], list[str]] = {}
    items = []
    for refusal in [*found.errors, *found.foreseen, *found.warnings]:
        if refusal.code in ABOUT_PICTURES:
            items.append(_of_picture(page, refusal, user))
            continue
        positions = places.setdefault((refusal.code, str(refusal.message), refusal.kind, refusal.term), [])
        if refusal.position and (label := str(position_label(page, refusal.position))) not in positions:
            positions.append(label)
    return items + [_item(page, *key, tuple(positions), may_publish) for key, positions in places.items()]


def _of_picture(page: BasePage, refusal: Refusal, user: Any) -> Item:
    """Return the line about one picture, which leads to it."""
    who = Who.EDITOR if refusal.code in ANSWERED_BY_EDITORS else Who.OFFICER
    picture = picture_at(page, refusal.position)
    url, action = link_to(picture, refusal.code, user) if picture else ("", "")
    where = f"{position_label(page, refusal.position)}: {picture.title}" if picture else ""
    return Item(str(refusal.message), who, (where,), url, action)


def _item(
    page: BasePage, code: str, message: str, kind: Kind, term: str, positions: tuple[str, ...], may_publish: bool
) -> Item:
    by = Who.EDITOR if code in FOR_EDITORS else Who.OFFICER
    who = Who.LOOK if kind == Kind.WARNING else by
    if code == "health_word":
        url = f"{reverse('not_health', args=[page.pk])}?{urlencode({'word': term})}"
        action = _("“%(word)s” is not about anybody's health …") % {"word": term}
        return Item(message, who, positions, url, action)
    if code == "final_text_changed" and not may_publish:
        return Item(f"{message} {_('A colleague who may publish this page can mark it.')}", who, positions)
    if code == "final_text_changed":
        return Item(message, who, positions, reverse("minor_edit", args=[page.pk]), _("Mark as a minor edit …"))
    return Item(message, who, positions)


def _given_answers(page: BasePage, may_publish: bool) -> list[Item]:
    """Return what editors have said about this text, so that whoever comes next sees it and can take it back."""
    here = {"translation_key": page.translation_key, "language_code": page.locale.language_code}
    items = []
    for answer in NotHealthAnswer.objects.filter(**here).select_related("answered_by").order_by("word"):
        message = _("%(name)s said on %(day)s that “%(word)s” is not about anybody's health here.") % {
            "name": _name(answer.answered_by),
            "day": _day(answer.answered_at),
            "word": answer.word,
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
