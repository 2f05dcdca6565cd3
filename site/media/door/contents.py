"""Cleans the contents of a document by its kind. Runs in the child process."""

from typing import Any

from media.door import archives, office, pdf, text


def prepare() -> None:
    """Load what is imported at its first use, so that no file needs to be opened afterwards."""
    pdf.prepare()
    archives.prepare()
    text.prepare()


def obey(order: dict[str, Any], content: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return the clean document and the cautions about it. Raises Refused."""
    ending = order["ending"]
    if ending == "pdf":
        return pdf.cleaned(content)
    return text.checked(content) if ending in text.ENDINGS else office.cleaned(content, ending)
