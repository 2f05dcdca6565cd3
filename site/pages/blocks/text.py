"""Running text."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock


class TextBlock(RichTextBlock):
    """Paragraphs, headings and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        help_text = _("Short paragraphs; a heading every few of them.")
        template = "components/text.html"
