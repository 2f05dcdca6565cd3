"""What readers see of a page that nobody wrote: countries, days, words of the vocabularies.

Everything that a kind of page stores counts, unless it is known to change nothing of what is told: a field that
somebody adds later belongs to what is approved without anybody thinking of it.
"""

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import CharField, Field, ForeignKey, TextField, prefetch_related_objects
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from consent.rules.facts import Chosen
from pages.models import BasePage

# Upkeep of the page and care for its reader. Pictures are told apart by their texts and files (pages.gate.texts).
_NOT_TOLD = {
    "cache_policy",
    "content_owner",
    "listing_picture",
    "listing_picture_decorative",
    "page_ptr",
    "review_by",
    "sensitive",
}
# What makes a row one of its page's.
_OF_ROW = {"id", "translation_key", "locale", "sort_order"}


def choices_of(page: BasePage) -> tuple[Chosen, ...]:
    """Return what was chosen for a page as it is at hand, in a fixed order and in the form in which it is stored."""
    return tuple(each for each in (*_own(page), *_of_blocks(page), *_of_rows(page)) if each.value)


def row_label(page: BasePage, name: str) -> Any:
    """Return what the rows of a page are called in the editor, such as its themes; ``name`` is that of the relation."""
    fields = list(_told(page._meta.get_field(name).related_model, name_of_parent(page, name)))
    return fields[0].verbose_name if len(fields) == 1 else page._meta.get_field(name).related_model._meta.verbose_name


def name_of_parent(page: BasePage, name: str) -> str:
    """Return the name of the field by which the rows of a relation belong to their page."""
    return str(page._meta.get_field(name).field.name)


def _own(page: BasePage) -> Iterator[Chosen]:
    of_every_page = {field.name for field in Page._meta.get_fields()}
    for field in page._meta.concrete_fields:
        if field.name not in of_every_page | _NOT_TOLD and not _is_text(field) and not isinstance(field, StreamField):
            yield Chosen(field.name, field.value_to_string(page) if _filled(field, page) else "")


def _of_blocks(page: BasePage) -> Iterator[Chosen]:
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            for number, block in enumerate(field.value_from_object(page).get_prep_value(), start=1):
                yield Chosen(f"{field.name}/{number}", " ".join(_no_texts(block["value"])))


def _no_texts(value: Any) -> Iterator[str]:
    """Yield what stands in a block's stored value and is no text: numbers, yes and no, the pages that links lead to."""
    if isinstance(value, dict):
        for key, each in sorted(value.items()):
            if key not in ("type", "id"):
                yield from (f"{key}={found}" for found in _no_texts(each))
    elif isinstance(value, list):
        for each in value:
            yield from _no_texts(each)
    elif isinstance(value, str):
        links = BeautifulSoup(value, "html.parser").find_all("a", linktype=True) if "<a" in value else []
        yield from (f"{link['linktype']}:{link.get('id')}" for link in links)
    elif value is not None:
        yield str(value)


def _of_rows(page: BasePage) -> Iterator[Chosen]:
    for relation in get_all_child_relations(type(page)):
        model = relation.related_model
        if model._meta.app_label == Page._meta.app_label:
            continue  # comments of the editors
        name = relation.get_accessor_name()
        rows = list(getattr(page, name).all())
        fields = list(_told(model, relation.field.name))
        prefetch_related_objects(rows, *(field.name for field in fields if isinstance(field, ForeignKey)))
        for number, row in enumerate(rows, start=1):
            for field in fields:
                words = str(getattr(row, field.name) or "") if isinstance(field, ForeignKey) or _is_text(field) else ""
                yield Chosen(f"{name}/{number}", f"{field.name}={field.value_to_string(row)}", words)


def _told(model: Any, parent: str) -> Iterator[Field]:
    yield from (field for field in model._meta.concrete_fields if field.name not in _OF_ROW | {parent})


def _filled(field: Field, page: BasePage) -> bool:
    return field.value_from_object(page) not in (None, "")


def _is_text(field: Field) -> bool:
    return isinstance(field, CharField | TextField) and not field.choices
