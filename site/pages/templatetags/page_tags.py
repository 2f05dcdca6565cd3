"""Lists of pages, and pages that an editor chose."""

from typing import Any

from django import template
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Page

from consent.publication import shareable
from language.localization import by_chosen_id

register = template.Library()


@register.simple_tag
def children_of(page: Page) -> list[Page]:
    """Return the published pages beneath a page with their facts, in the order of the tree."""
    return list(shareable(page.get_children()).select_related("facts"))


@register.simple_tag
def chosen_pages(blocks: StreamValue) -> list[dict[str, Any]]:
    """Return the blocks whose page exists in the reader's language, each with its page.

    Every block must be a struct with a ``page``; the texts come from the block, the address from the page.
    """
    values = [block["value"] for block in blocks.get_prep_value()]
    pages = by_chosen_id(Page.objects.all(), [value["page"] for value in values], get_language() or "")
    return [{**value, "page": pages[value["page"]]} for value in values if value["page"] in pages]
