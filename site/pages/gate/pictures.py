"""What the gate knows of a page's pictures and recordings: where they are, who is shown, what the checklist says."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.permissions import permission_policy

from consent.officers import is_officer
from consent.rules.facts import Declaration, Refusal, SubjectFacts
from consent.vocabulary import Element, PeopleShown
from media.models import Picture
from media.people.facts import MediaOfPage, facts_of
from media.recordings.models import Recording
from media.recordings.permissions import permission_policy as recording_policy
from pages.models import BasePage

# What rules 9 and 10 find: about one picture or recording each.
ANSWERED_BY_EDITORS = {
    "picture_unanswered",
    "nobody_unconfirmed",
    "recording_unanswered",
    "recording_unconfirmed",
    "recording_without_words",
}
ABOUT_PICTURES = ANSWERED_BY_EDITORS | {
    "picture_without_subject",
    "picture_replaced",
    "recording_without_subject",
    "recording_replaced",
}
# Where somebody is seen, and where they are heard.
SEEN_OR_HEARD = {Element.FACE: ("pictures/", "recordings/"), Element.VOICE: ("recordings/",)}


def placed_pictures(page: BasePage) -> list[tuple[str, Picture]]:
    """Return the pictures of a page as it is at hand, each with its position, as the texts name it."""
    return [(f"pictures/{number}", each) for number, each in enumerate(filter(None, page.pictures()), start=1)]


def placed_recordings(page: BasePage) -> list[tuple[str, Recording]]:
    """Return the recordings of a page as it is at hand, each with its position, as the texts name it."""
    return [(f"recordings/{number}", each) for number, each in enumerate(page.recordings(), start=1)]


def media_of(page: BasePage) -> MediaOfPage:
    """Return what the rules need to know of a page's pictures and recordings."""
    return facts_of(placed_pictures(page), placed_recordings(page))


def media_show_people(page: BasePage) -> bool:
    """Say whether somebody could be recognised in a picture or recording: it was answered, or somebody is entered."""
    found = media_of(page)
    answers = [picture.shown for picture in found.pictures] + [recording.shown for recording in found.recordings]
    return PeopleShown.YES in answers or bool(found.people)


def with_positions(refusals: Iterable[Refusal], declaration: Declaration) -> list[Refusal]:
    """Return the refusals; those about a face or voice, or somebody who is not in the text, say in which medium."""
    people = {subject.subject_id: subject for subject in declaration.subjects if subject.pictures}
    found = []
    for refusal in refusals:
        person = people.get(refusal.subject_id) if refusal.subject_id else None
        places = _places(person, refusal) if person is not None and not refusal.position else []
        found += [replace(refusal, position=position) for position in places] or [refusal]
    return found


def _places(person: SubjectFacts, refusal: Refusal) -> list[str]:
    """Return where the person is seen or heard in the way that a refusal is about."""
    if refusal.element in SEEN_OR_HEARD:
        return [each for each in person.pictures if each.startswith(SEEN_OR_HEARD[refusal.element])]
    return [] if person.in_text else list(person.pictures)


def picture_at(page: BasePage, position: str) -> Picture | Recording | None:
    """Return the picture or recording at a position, if it is that of one."""
    placed: dict[str, Picture | Recording] = {**dict(placed_pictures(page)), **dict(placed_recordings(page))}
    return placed.get(position)


def link_to(picture: Picture | Recording, code: str, user: Any) -> tuple[str, str]:
    """Return the address and the words of where somebody can do something about a refusal; empty if they cannot."""
    if isinstance(picture, Recording):
        return _link_to_recording(picture, code, user)
    if code not in ANSWERED_BY_EDITORS and is_officer(user):
        return reverse("picture_people", args=[picture.pk]), _("People in this picture")
    if user is not None and permission_policy.user_has_permission_for_instance(user, "change", picture):
        return reverse("wagtailimages:edit", args=[picture.pk]), _("Open the picture")
    return "", ""


def _link_to_recording(recording: Recording, code: str, user: Any) -> tuple[str, str]:
    if code not in ANSWERED_BY_EDITORS and is_officer(user):
        return reverse("recording_people", args=[recording.pk]), _("People in this recording")
    if user is not None and recording_policy.user_has_permission_for_instance(user, "change", recording):
        return reverse("recordings:edit", args=[recording.pk]), _("Open the recording")
    return "", ""
