"""Key figures: never a number without its source and date."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock


class FigureBlock(StructBlock):
    """One number with what it counts, who counted it and when."""

    value = CharBlock(label=_("Number"), max_length=20, help_text=_("As it is to be read, for example: 2,673"))
    label = CharBlock(label=_("What it counts"), max_length=120, help_text=_("For example: people returned in 2022"))
    source = CharBlock(label=_("Source"), max_length=120, help_text=_("Who published the number."))
    as_of = CharBlock(label=_("As of"), max_length=60, help_text=_("For which year or day the number holds."))

    class Meta:
        icon = "order"
        label = _("Key figure")
