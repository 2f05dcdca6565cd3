"""An aside with the facts of a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock


class FactBlock(StructBlock):
    """One fact: what it is about, and what it is."""

    label = CharBlock(label=_("About"), max_length=60, help_text=_("For example: Country of return"))
    value = CharBlock(label=_("Fact"), max_length=200, help_text=_("For example: Georgia"))

    class Meta:
        icon = "info-circle"
        label = _("Fact")


class FactsBlock(StructBlock):
    """A short list of facts under a heading."""

    heading = CharBlock(label=_("Heading"), max_length=80, help_text=_("For example: At a glance"))
    facts = ListBlock(
        FactBlock(), label=_("Facts"), min_num=1, max_num=10, help_text=_("At most ten, the most important first.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "components/facts.html"
