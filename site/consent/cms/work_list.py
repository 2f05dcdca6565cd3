"""What waits for a protection officer, story by story: the first list under Protection."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from consent.cms.approving import approvals_of, involvement_of
from consent.cms.lights import SOON, Colour, TrafficLight
from consent.cms.story_lights import people_of, traffic_light
from consent.cms.story_pages import Story
from consent.cms.team_review import team_review
from consent.models import FinalTextApproval, StorySubject
from consent.texts import can_fingerprint


class Urgency(IntEnum):
    """How soon somebody should look, the first first."""

    APPROVE = 1
    RECORD = 2
    ASK = 3
    ENDS = 4


@dataclass(frozen=True)
class Waiting:
    """Something that an officer does about a story, in words, with the address where it is done."""

    urgency: Urgency
    what: str | Promise
    language: str = ""
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A story with its light and what waits for an officer; the languages by their own names."""

    story: Story
    light: TrafficLight
    waiting: tuple[Waiting, ...]

    @property
    def languages(self) -> list[str]:
        """The names of the languages in which there is a page."""
        return [name_of_language(page) for page in self.story.pages]


def rows_of(stories: Iterable[Story], officer: User, today: Any) -> list[Row]:
    """Return the stories, those first for which an officer can do something, the most pressing before all."""
    rows = []
    for story in stories:
        light = traffic_light(story.translation_key, today)
        waiting = tuple(sorted(_waiting(story, light, officer, today), key=lambda each: each.urgency))
        rows.append(Row(story, light, waiting))
    return sorted(rows, key=lambda row: row.waiting[0].urgency if row.waiting else max(Urgency) + 1)


def name_of_language(page: Page) -> str:
    """Return the own name of a page's language."""
    code = page.locale.language_code
    return str(dict(settings.WAGTAIL_CONTENT_LANGUAGES).get(code, code))


def _waiting(story: Story, light: TrafficLight, officer: User, today: Any) -> Iterator[Waiting]:
    if not story.pages:
        return
    subjects = _subjects(story.translation_key)
    here = reverse("protection:story", args=[story.translation_key])
    if not subjects:
        yield Waiting(Urgency.RECORD, _("Enter who is in it, and their consent"), url=here)
        return
    if light.colour == Colour.RED:
        yield Waiting(Urgency.RECORD, _("See to what is missing on record"), url=here)
    elif light.until is not None and light.until <= today + SOON:
        yield Waiting(Urgency.ENDS, _("A consent ends soon: ask for a new one"), url=here)
    review = team_review()
    unasked: list[str] = []
    for page in story.pages if can_fingerprint() else ():
        language, code = name_of_language(page), page.locale.language_code
        approved = approvals_of(page, subjects)
        asked = review is not None and review.waits_for_officers(page)
        if asked and not involvement_of(officer, page, subjects):
            url = reverse("protection:approve_story", args=[story.translation_key, code])
            yield Waiting(Urgency.APPROVE, _("Read the text and approve it"), language, url)
        elif asked:
            text = _("A colleague has to approve the text, since you had a part in it")
            yield Waiting(Urgency.ASK, text, language, here)
        if (asked or page.live) and any(not each.current for each in approved.people):
            unasked.append(language)
    if unasked:
        yield Waiting(Urgency.ASK, _("Record whether the person has approved the text"), ", ".join(unasked), here)


def _subjects(translation_key: UUID) -> list[StorySubject]:
    approvals = Prefetch("approvals", FinalTextApproval.objects.select_related("recorded_by"))
    return list(people_of(translation_key).prefetch_related(approvals))
