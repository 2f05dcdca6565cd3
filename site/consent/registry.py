"""Which pages are closed unless they are cleared.

A section names its kinds in ``AppConfig.ready()``, so that the ground floor knows them without importing them.
Pages of any other kind are closed as soon as somebody is entered as a person in them (``StorySubject``).
"""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from consent.models import StorySubject

_protected: dict[type[Page], Q] = {}


def register_protected(model: type[Page], when: Q | None = None) -> None:
    """Close all pages of a kind, and of the kinds derived from it, to readers until they are cleared.

    With ``when`` only those that meet it, for example ``register_protected(Page, when=Q(facts__shows_people=True))``;
    it may ask about fields of ``Page`` and what is joined to it.
    """
    _protected[model] = when or Q()


def needs_clearance() -> Q:
    """Return the condition, on a query of pages, for those that nobody may read without a clearance."""
    somebody = StorySubject.objects.filter(
        Q(translation_key=OuterRef("translation_key")) | Q(translation_key=OuterRef("alias_of__translation_key"))
    )
    condition = Q(Exists(somebody))
    for model, when in _protected.items():
        condition |= _of_kind(model) & when
    return condition


def _of_kind(model: type[Page]) -> Q:
    """Return the condition for pages of a kind, by its name: the numbers of kinds would take queries to learn."""
    if model is Page:
        return Q(pk__isnull=False)
    kinds = [each for each in apps.get_models() if issubclass(each, model)]
    condition = Q(pk__in=[])
    for kind in kinds:
        condition |= Q(content_type__app_label=kind._meta.app_label, content_type__model=kind._meta.model_name)
    return condition
