"""Checks that a file of text or a table is text. Runs in the child process."""

import re
from typing import Any

from media.door.refusals import Reason, Refused

ENDINGS = ("csv", "txt")
# As the programs of offices write: the first with a mark, the last without a word about it.
_ENCODINGS = ("utf-16", "utf-8-sig", "cp1252")
# Control characters other than tab, line feed, form feed, carriage return and the old end of file.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f\ufffe\uffff]")
_MARKUP = re.compile(r"\A\s*<(!doctype|html|script|svg|\?xml|\?php)", re.IGNORECASE)


def prepare() -> None:
    """Load the encodings, so that no file needs to be opened afterwards."""
    for encoding in _ENCODINGS:
        "".encode(encoding)


def checked(content: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return the text as it is: it has no place for metadata. Raises Refused for what is no plain text."""
    text = _decoded(content)
    if _NOT_TEXT.search(text) or _MARKUP.match(text):
        raise Refused(Reason.NOT_TEXT)
    return content, {"warnings": []}


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS[:1] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS[1:]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(Reason.NOT_TEXT)
