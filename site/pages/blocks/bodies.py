"""The bodies that sections use, put together from the blocks."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from pages.blocks.facts import FactsBlock
from pages.blocks.picture import PictureBlock
from pages.blocks.quotation import PullQuoteBlock
from pages.blocks.recording import RecordingBlock
from pages.blocks.table import TableBlock
from pages.blocks.text import TextBlock


class StoryBody(StreamBlock):
    """What a story is told with."""

    text = TextBlock()
    quotation = PullQuoteBlock()
    picture = PictureBlock()
    recording = RecordingBlock()
    facts = FactsBlock()

    class Meta:
        label = _("Story")


class ArticleBody(StreamBlock):
    """What every other page is made of."""

    text = TextBlock()
    quotation = PullQuoteBlock()
    picture = PictureBlock()
    recording = RecordingBlock()
    facts = FactsBlock()
    table = TableBlock()

    class Meta:
        label = _("Body")
