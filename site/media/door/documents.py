"""Cleans a document before it is stored."""

from dataclasses import dataclass
from pathlib import PurePath

from media.door import child, limits
from media.door.cautions import Caution
from media.door.refusals import Reason, Refused

ENDINGS = ("csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx")


@dataclass(frozen=True)
class CleanDocument:
    """A document without what tells of its authors, the ending of its name, and what its editor should know of it."""

    content: bytes
    ending: str
    cautions: tuple[Caution, ...]


def clean_document(content: bytes, name: str) -> CleanDocument:
    """Return the document without authors, dates, paths, previews, scripts, earlier versions; what is read stays.

    The kind must be the one that the name's ending says. Raises Refused, also for files with a password or macros.
    """
    ending = PurePath(name).suffix.lower().lstrip(".")
    if not content:
        raise Refused(Reason.EMPTY)
    if len(content) > limits.DOCUMENT_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if ending not in ENDINGS:
        raise Refused(Reason.NOT_A_DOCUMENT)
    clean, facts = child.run("contents", {"ending": ending}, content)
    return CleanDocument(clean, f".{ending}", tuple(Caution(caution) for caution in facts["warnings"]))
