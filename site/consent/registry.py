"""Which pages are closed unless they are cleared, and where else than in stories people appear.

A section names its kinds in ``AppConfig.ready()``, so that the ground floor knows them without importing them.
The room of media adds where pictures show people.
Pages of any other kind are closed as soon as somebody is entered as a person in them (``StorySubject``).
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from consent.models import StorySubject
from consent.picturing import Pictured
from consent.rules.facts import PictureFacts

_protected: dict[type[Page], list[Q]] = {}

# Returns the translation keys of the pages on which any of these contributors appears.
Appearances = Callable[[Iterable[UUID]], set[UUID]]
_appearances: list[Appearances] = []

# Returns what is known of the pictures of a story's pages, and of the people whom they show.
InPictures = Callable[[UUID], tuple[tuple[PictureFacts, ...], tuple[Pictured, ...]]]
_in_pictures: list[InPictures] = []


def register_protected(model: type[Page], when: Q | None = None) -> None:
    """Close all pages of a kind, and of the kinds derived from it, to readers until they are cleared.

    With ``when`` only those that meet it, for example ``register_protected(Page, when=Q(facts__shows_people=True))``;
    it may ask about fields of ``Page`` and what is joined to it. Several conditions for a kind each close the page.
    """
    _protected.setdefault(model, []).append(when or Q())


def needs_clearance() -> Q:
    """Return the condition, on a query of pages, for those that nobody may read without a clearance."""
    somebody = StorySubject.objects.filter(
        Q(translation_key=OuterRef("translation_key")) | Q(translation_key=OuterRef("alias_of__translation_key"))
    )
    condition = Q(Exists(somebody))
    for model, conditions in _protected.items():
        for when in conditions:
            condition |= _of_kind(model) & when
    return condition


def register_appearances(function: Appearances) -> None:
    """Let pages be closed and settled where people appear otherwise than as people in a story: in pictures."""
    if function not in _appearances:
        _appearances.append(function)


def appearances_of(contributor_ids: Iterable[UUID]) -> set[UUID]:
    """Return the translation keys of the pages on which contributors appear by what was registered."""
    wanted = list(contributor_ids)
    return {key for function in _appearances for key in function(wanted)}


def register_in_pictures(function: InPictures) -> None:
    """Let the traffic light know of whom the pictures of a story show."""
    if function not in _in_pictures:
        _in_pictures.append(function)


def in_pictures(translation_key: UUID) -> tuple[list[PictureFacts], list[Pictured]]:
    """Return what was registered of the pictures of a story's pages, and the people whom they show."""
    found = [function(translation_key) for function in _in_pictures]
    return [each for pictures, _people in found for each in pictures], [each for _p, people in found for each in people]


def is_always_about_people(translation_key: UUID) -> bool:
    """Say whether the pages of a key are of a kind that is protected whatever stands on them: stories."""
    condition = Q(pk__in=[])
    for model, conditions in _protected.items():
        if not all(conditions):
            condition |= _of_kind(model)
    return Page.objects.filter(condition, translation_key=translation_key).exists()


def _of_kind(model: type[Page]) -> Q:
    """Return the condition for pages of a kind, by its name: the numbers of kinds would take queries to learn."""
    if model is Page:
        return Q(pk__isnull=False)
    kinds = [each for each in apps.get_models() if issubclass(each, model)]
    condition = Q(pk__in=[])
    for kind in kinds:
        condition |= Q(content_type__app_label=kind._meta.app_label, content_type__model=kind._meta.model_name)
    return condition
