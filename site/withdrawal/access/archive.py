"""The file that is handed out: a page to read, the same for machines, the forms and the pictures.

It is made while it is sent and never lies on a disk: what is encrypted in storage must not lie there in the open.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_variables

from accounts.encryption import CannotDecrypt
from consent.models import ConsentForm, Contributor
from consent.models.forms import FormKind
from language.switcher import direction
from media.neutral import ending_of
from withdrawal.access.holdings import Holdings, holdings_of

ENDINGS = {
    FormKind.PDF: "pdf",
    FormKind.JPEG: "jpg",
    FormKind.PNG: "png",
    FormKind.OGG: "ogg",
    FormKind.MP3: "mp3",
}
Entry = tuple[str, bytes]


@sensitive_variables()
def entries_about(person: Contributor, language: str) -> Iterator[Entry]:
    """Return the files about somebody: what can be refused is read at once, the large ones one by one while sending.

    Raises CannotDecrypt.
    """
    with translation.override(language):
        holdings = holdings_of(person)
        page = render_to_string(
            "withdrawal/access_page.html",
            {
                "person": person,
                "holdings": holdings,
                "language": language,
                "direction": direction(language),
                "today": timezone.localdate(),
                "form_names": [_name_of_form(number, each) for number, each in enumerate(holdings.forms, start=1)],
            },
        )
    return _entries(page, holdings)


@sensitive_variables()
def zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield the ZIP file of some entries, piece by piece."""
    outbox = _Outbox()
    with zipfile.ZipFile(cast(IO[bytes], outbox), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
            yield outbox.taken()
    yield outbox.taken()


@sensitive_variables()
def _entries(page: str, holdings: Holdings) -> Iterator[Entry]:
    yield "index.html", page.encode()
    yield "data.json", _as_json(holdings).encode()
    for number, form in enumerate(holdings.forms, start=1):
        try:
            yield _name_of_form(number, form), form.content()
        except (CannotDecrypt, OSError, ValueError):
            # The rest is still theirs; what is missing is named.
            yield f"{_name_of_form(number, form)}.missing.txt", b"This file cannot be read. Please ask the office."
    for number, picture in enumerate(holdings.pictures, start=1):
        name = f"pictures/picture-{number}"
        try:
            with picture.open("rb") as opened:
                content = opened.read()
            yield f"{name}{ending_of(content)}", content
        except (CannotDecrypt, OSError, ValueError):
            yield f"{name}.missing.txt", b"This file cannot be read. Please ask the office."


def _name_of_form(number: int, form: ConsentForm) -> str:
    return f"forms/form-{number}.{ENDINGS[FormKind(form.kind)]}"


def _as_json(holdings: Holdings) -> str:
    content: dict[str, Any] = {
        section.key: [{fact.key: fact.raw for fact in row} for row in section.rows] for section in holdings.sections
    }
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


class _Outbox:
    """A file that is only written to, and whose content is taken out again and again."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Do nothing: nothing is kept back."""

    def taken(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken
