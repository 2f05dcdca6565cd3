"""Everything on a page that readers, feeds, search engines or file names could give away, with where it stands."""

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import CharField, TextField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from pages.gate.choices import row_label
from pages.models import BasePage

# What is stored with a page but never shown: names of choices, addresses of the tree.
_NOT_SHOWN = {"url_path", "path", "draft_title", "cache_policy", "latest_revision_created_at"}


def texts_of(page: BasePage) -> tuple[tuple[str, str], ...]:
    """Return (position, text) for every text of a page, in a fixed order.

    A position is the name of a field, or of a field and a block such as ``body/3``. It does not depend on the
    language of whoever asks, so that the fingerprint of the texts does not either.
    """
    return tuple((position, text) for position, text in _texts(page) if text.strip())


def position_label(page: BasePage, position: str) -> Any:
    """Return a position in the words of the editor: the label of the field and which block it is, or which picture."""
    name, _slash, number = position.partition("/")
    if name == "recordings" and number:
        return format_lazy(_("Recording {number}"), number=number)
    if name == "pictures" and number:
        # Not its title: where this is mailed and kept, it could name whom it shows.
        return format_lazy(_("Picture {number}"), number=number)
    label = field_label(page, name)
    if page._meta.get_field(name).auto_created:
        return label
    return format_lazy(_("{field}, block {number}"), field=label, number=number) if number else label


def field_label(page: BasePage, name: str) -> Any:
    """Return the label of a field, or of the pictures and recordings, whose texts are no field of the page."""
    if name == "pictures":
        return _("Picture (title, file name, tags)")
    if name == "recordings":
        return _("Recording (title, transcript, captions)")
    return row_label(page, name) if page._meta.get_field(name).auto_created else page._meta.get_field(name).verbose_name


def _texts(page: BasePage) -> Iterator[tuple[str, str]]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for number, block in enumerate(field.value_from_object(page).get_prep_value(), start=1):
                yield f"{field.name}/{number}", "\n".join(_leaves(block["value"]))
        elif isinstance(field, CharField | TextField) and not field.choices and field.name not in _NOT_SHOWN:
            yield field.name, str(field.value_from_object(page) or "")
    for number, picture in enumerate((each for each in page.pictures() if each), start=1):
        yield (
            f"pictures/{number}",
            "\n".join(
                [picture.title, picture.approved_name, picture.description, picture.credit, *picture.tags.names()]
            ),
        )
    for number, recording in enumerate(page.recordings(), start=1):
        yield f"recordings/{number}", recording.words


def _leaves(value: Any) -> Iterator[str]:
    """Yield the texts in a block's stored value; rich text without its tags, but with the addresses of its links."""
    if isinstance(value, str):
        yield from _readable(value)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in ("type", "id"):
                yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)


def _readable(text: str) -> Iterator[str]:
    if "<" not in text:
        yield text
        return
    soup = BeautifulSoup(text, "html.parser")
    yield soup.get_text(" ")
    yield from (str(link["href"]) for link in soup.find_all("a", href=True))
