"""What the gate knows of a page's pictures: where they stand, who is shown in them, and what the checklist says."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.permissions import permission_policy

from consent.officers import is_officer
from consent.rules.facts import Declaration, Refusal
from consent.vocabulary import Element, PeopleShown
from media.models import Picture
from media.people.facts import PicturesOfPage, facts_of
from pages.models import BasePage

# What rule 9 finds: about one picture each.
ANSWERED_BY_EDITORS = {"picture_unanswered", "nobody_unconfirmed"}
ABOUT_PICTURES = ANSWERED_BY_EDITORS | {"picture_without_subject", "picture_replaced"}


def placed_pictures(page: BasePage) -> list[tuple[str, Picture]]:
    """Return the pictures of a page as it is at hand, each with its position, as the texts name it."""
    return [(f"pictures/{number}", each) for number, each in enumerate(filter(None, page.pictures()), start=1)]


def pictures_of(page: BasePage) -> PicturesOfPage:
    """Return what the rules need to know of a page's pictures."""
    return facts_of(placed_pictures(page))


def pictures_show_people(page: BasePage) -> bool:
    """Say whether somebody could be recognised in a picture of a page: it was answered, or somebody is entered."""
    pictures = [picture for _where, picture in placed_pictures(page)]
    if any(picture.people_shown == PeopleShown.YES for picture in pictures):
        return True
    return bool(pictures) and bool(facts_of(("", picture) for picture in pictures).people)


def with_positions(refusals: Iterable[Refusal], declaration: Declaration) -> list[Refusal]:
    """Return the refusals; those about somebody whom only pictures show, or about a face, say in which picture."""
    people = {subject.subject_id: subject for subject in declaration.subjects if subject.pictures}
    found = []
    for refusal in refusals:
        person = people.get(refusal.subject_id) if refusal.subject_id else None
        if person is not None and not refusal.position and (not person.in_text or refusal.element == Element.FACE):
            found += [replace(refusal, position=position) for position in person.pictures]
        else:
            found.append(refusal)
    return found


def picture_at(page: BasePage, position: str) -> Picture | None:
    """Return the picture at a position, if it is that of a picture."""
    return dict(placed_pictures(page)).get(position)


def link_to(picture: Picture, code: str, user: Any) -> tuple[str, str]:
    """Return the address and the words of where somebody can do something about a refusal; empty if they cannot."""
    if code not in ANSWERED_BY_EDITORS and is_officer(user):
        return reverse("picture_people", args=[picture.pk]), _("People in this picture")
    if user is not None and permission_policy.user_has_permission_for_instance(user, "change", picture):
        return reverse("wagtailimages:edit", args=[picture.pk]), _("Open the picture")
    return "", ""
