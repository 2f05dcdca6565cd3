"""The lines of the checklist: what is missing, where it is, who acts on it, and what leads there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent.officers import is_officer
from consent.rules.facts import Kind, Refusal
from pages.gate.officers_words import for_officer
from pages.gate.passages import written_on
from pages.gate.pictures import ABOUT_PICTURES, ANSWERED_BY_EDITORS, link_to, picture_at
from pages.gate.texts import position_label
from pages.models import BasePage

# What whoever writes the page can mend. Everything else needs the records, which only protection officers open.
FOR_EDITORS = {"health_word", "true_name_found", "name_or_word", "final_text_changed"}
APPROVAL = {"approval_missing", "approver_involved"}


class Who(TextChoices):
    """Who acts on a line."""

    EDITOR = "editor", gettext_lazy("For you, in this editor")
    OFFICER = "officer", gettext_lazy("For a protection officer")
    LOOK = "look", gettext_lazy("Please look")


@dataclass(frozen=True)
class Item:
    """One line; ``url`` and ``action`` lead to what can be done about it, ``more`` to what else can."""

    message: str
    who: Who
    positions: tuple[str, ...] = ()
    url: str = ""
    action: str = ""
    more: tuple[tuple[str, str], ...] = ()


class Lines:
    """Makes lines for one reader: what they may do themselves, they are led to."""

    def __init__(self, page: BasePage, user: Any, may_publish: bool) -> None:
        self.page, self.user, self.may_publish = page, user, may_publish
        self.officer = is_officer(user)

    def of(self, refusals: Iterable[Refusal]) -> list[Item]:
        """Return a line for each refusal. Several people or places may lack the same thing: one line says it."""
        places: dict[Refusal, list[str]] = {}
        items = []
        for refusal in refusals:
            if refusal.code in ABOUT_PICTURES:
                items.append(self._of_picture(refusal))
                continue
            # A word of the list stands there in several spellings; it is answered about once.
            message = "" if refusal.code == "health_word" else str(refusal.message)
            bare = replace(refusal, message=message, subject_id=None, position="", element=None)
            positions = places.setdefault(bare, [])
            if refusal.position and (label := str(position_label(self.page, refusal.position))) not in positions:
                positions.append(label)
        return items + [self._of(refusal, tuple(positions)) for refusal, positions in places.items()]

    def _of(self, refusal: Refusal, positions: tuple[str, ...]) -> Item:
        by = Who.EDITOR if refusal.code in FOR_EDITORS else Who.OFFICER
        who = Who.LOOK if refusal.kind == Kind.WARNING else by
        message = for_officer(refusal) if self.officer else str(refusal.message)
        if refusal.code == "health_word":
            return self._of_health_word(refusal.term, who, positions)
        if refusal.code == "final_text_changed" and not self.may_publish:
            return Item(f"{message} {_('A colleague who may publish this page can mark it.')}", who, positions)
        if refusal.code == "final_text_changed":
            url = reverse("minor_edit", args=[self.page.pk])
            return Item(message, who, positions, url, _("Mark as a minor edit …"))
        key, language = self.page.translation_key, self.page.locale.language_code
        if self.officer and refusal.code == "suspended":
            return Item(message, who, positions, reverse("protection:resume", args=[key]), _("Lift the suspension…"))
        if self.officer and refusal.code in APPROVAL:
            url = reverse("protection:approve_story", args=[key, language])
            return Item(message, who, positions, url, _("Approve the text…"))
        return Item(message, who, positions)

    def _of_health_word(self, term: str, who: Who, positions: tuple[str, ...]) -> Item:
        word = written_on(self.page, term)
        if self.officer:
            text = _(
                "Here stands a word that may tell of somebody's health (%(word)s). Record that the story tells of "
                "health, with a consent that covers it; or answer that it is nobody's health data; or have it taken "
                "out."
            )
            records = (reverse("protection:story", args=[self.page.translation_key]), _("People and consent"))
            more: tuple[tuple[str, str], ...] = (records,)
        else:
            text = _(
                "Here stands a word that may tell of somebody's health (%(word)s). Take it out, or answer that it is "
                "nobody's health data; or ask a protection officer to declare it with a consent that covers health."
            )
            more = ()
        url = f"{reverse('not_health', args=[self.page.pk])}?{urlencode({'word': term})}"
        action = _("“%(word)s” is not about anybody's health …") % {"word": word}
        return Item(text % {"word": word}, who, positions, url, action, more)

    def _of_picture(self, refusal: Refusal) -> Item:
        """Return the line about one picture, which leads to it."""
        who = Who.EDITOR if refusal.code in ANSWERED_BY_EDITORS else Who.OFFICER
        picture = picture_at(self.page, refusal.position)
        url, action = link_to(picture, refusal.code, self.user) if picture else ("", "")
        where = f"{position_label(self.page, refusal.position)}: {picture.title}" if picture else ""
        message = for_officer(refusal) if self.officer else str(refusal.message)
        return Item(message, who, (where,), url, action)
