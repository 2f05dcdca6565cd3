"""Cleans office files: tells the kinds apart and cleans the pictures in them. Runs in the child process."""

from collections.abc import Iterable
from typing import Any

from media.door import archives
from media.door.cautions import Caution
from media.door.formats import document_kind
from media.door.office_open import clean_office_open
from media.door.open_document import clean_open_document
from media.door.refusals import Reason, Refused
from media.door.segments import without_metadata

# How a file of each kind announces itself: by the entry with its content, or by its media type.
OFFICE_OPEN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
_PICTURE_FOLDERS = ("word/media/", "xl/media/", "ppt/media/", "Pictures/")
_EMBEDDED = ("/embeddings/", "Object ")


def cleaned(content: bytes, ending: str) -> tuple[bytes, dict[str, Any]]:
    """Return the office file without names of authors, paths, printers, dates, previews and pictures' metadata.

    Raises Refused, for files with macros too.
    """
    kind = document_kind(content)
    if kind == "old office":
        # The container of encrypted files and of those of the nineties.
        raise Refused(Reason.PASSWORD)
    if kind != "archive":
        raise Refused(Reason.WRONG_ENDING)
    entries = archives.unpacked(content)
    if kind_of(entries) != ending:
        raise Refused(Reason.WRONG_ENDING, kind_of(entries))
    cautions: set[Caution] = set()
    clean = clean_office_open if ending in OFFICE_OPEN else clean_open_document
    entries = clean(entries, cautions)
    entries = dict(_with_clean_pictures(entries, cautions))
    if any(mark in name for name in entries for mark in _EMBEDDED):
        cautions.add(Caution.EMBEDDED_FILES)
    return archives.packed(entries), {"warnings": sorted(cautions)}


def kind_of(entries: dict[str, bytes]) -> str:
    """Return how the name of such a file should end, or an empty string for another kind of archive."""
    media_type = entries.get("mimetype", b"").strip()
    for ending, name in OFFICE_OPEN.items():
        if name in entries and "[Content_Types].xml" in entries:
            return ending
    return next((ending for ending, known in OPEN_DOCUMENT.items() if known == media_type), "")


def _with_clean_pictures(entries: dict[str, bytes], cautions: set[Caution]) -> Iterable[tuple[str, bytes]]:
    for name, content in entries.items():
        if not name.startswith(_PICTURE_FOLDERS):
            yield name, content
            continue
        clean = without_metadata(content)
        if clean is None:
            cautions.add(Caution.OTHER_PICTURES)
        yield name, content if clean is None else clean
