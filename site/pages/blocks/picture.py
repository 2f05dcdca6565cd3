"""A picture in the text."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageBlock


class PictureBlock(StructBlock):
    """A picture with its alternative text and a caption; the credit comes from the library."""

    picture = ImageBlock(label=_("Picture"), help_text=_("Say what it shows, or mark it as decorative."))
    caption = CharBlock(
        label=_("Caption"),
        max_length=250,
        required=False,
        help_text=_("What a reader should know when looking at the picture. The credit is added by itself."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "components/figure.html"
