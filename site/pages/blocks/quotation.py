"""A sentence that carries the story, set large."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock


class PullQuoteBlock(StructBlock):
    """Somebody's own words, with who said them."""

    quotation = TextBlock(
        label=_("Quotation"),
        max_length=300,
        rows=3,
        help_text=_("The person's own words, without quotation marks: the page adds those of its language."),
    )
    attribution = CharBlock(
        label=_("Who says it"), max_length=80, required=False, help_text=_("The name as it may be published.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "components/pull_quote.html"
