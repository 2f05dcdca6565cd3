"""Removes from wagtail-localize's tables what it keeps of texts that are to be deleted.

Its own clean-up stops at rows that protect each other, and it shares one row for each string between all pages.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)


def forget_translations(keys: Collection[UUID]) -> None:
    """Remove sources, segments and translations of the objects with these translation keys.

    A string or a template goes only when no other page uses it.
    """
    of_objects = Q(context__object__in=keys) | Q(source__object__in=keys)
    strings = set(StringSegment.objects.filter(of_objects).values_list("string", flat=True))
    strings |= set(StringTranslation.objects.filter(context__object__in=keys).values_list("translation_of", flat=True))
    templates = set(TemplateSegment.objects.filter(of_objects).values_list("template", flat=True))
    for segment in (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment):
        segment.objects.filter(of_objects).delete()
    for entered in (StringTranslation, SegmentOverride):
        entered.objects.filter(context__object__in=keys).delete()
    TranslationContext.objects.filter(object__in=keys).delete()
    TranslationSource.objects.filter(object__in=keys).delete()
    TranslatableObject.objects.filter(pk__in=keys, references=None).delete()
    String.objects.filter(pk__in=strings, segments=None, translations=None).delete()
    Template.objects.filter(pk__in=templates, segments=None).delete()
