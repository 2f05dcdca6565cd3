"""What tells of people in files of OpenDocument (ISO/IEC 26300, as LibreOffice writes). Runs in the child process."""

import posixpath
import re

from media.door.cautions import Caution
from media.door.refusals import Reason, Refused
from media.door.xml_rewriting import Attributes, Rules, local, rewritten

_MACROS = re.compile(r"Basic/|Scripts/")
# Previews, signatures, earlier versions, settings of the program: nothing shown.
_DROPPED = re.compile(
    r"Thumbnails/|Configurations2/|Versions/|META-INF/[^/]*signatures|VersionList\.xml|.*\.rdf$|layout-cache$"
)
_META = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/>'
    "</office:document-meta>"
)
_MANIFEST = "META-INF/manifest.xml"
# Who commented and changed; the names of printers and the marks of the sessions in which a text was written.
_EMPTIED = frozenset({"creator", "creator-initials", "sender-initials"})
_TIMES_OF_EDITING = ("rsid", "paragraph-rsid")
_SETTINGS_OF_PEOPLE = re.compile(r"Printer|Rsid|.*(URL|Path|Folder)", re.IGNORECASE)
_TRACKED = {"changed-region", "cell-content-change"}


def clean_open_document(entries: dict[str, bytes], cautions: set[Caution]) -> dict[str, bytes]:
    """Return the entries without what tells of people. Raises Refused."""
    if b"encryption-data" in entries.get(_MANIFEST, b""):
        raise Refused(Reason.PASSWORD)
    if any(_MACROS.match(name) for name in entries):
        raise Refused(Reason.MACROS)
    if any("signatures" in name for name in entries):
        cautions.add(Caution.SIGNATURE_REMOVED)
    dropped = {name for name in entries if _DROPPED.match(name)}
    kept = {name: content for name, content in entries.items() if name not in dropped}
    return {name: _entry(name, content, dropped, cautions) for name, content in kept.items()}


def _entry(name: str, content: bytes, dropped: set[str], cautions: set[Caution]) -> bytes:
    if posixpath.basename(name) == "meta.xml":
        return _META.encode()
    if name == _MANIFEST:
        gone = dropped | {f"{posixpath.dirname(entry)}/" for entry in dropped if not entry.startswith("META-INF/")}
        return rewritten(content, Rules(see=lambda element, attributes: attributes.get("manifest:full-path") in gone))
    return rewritten(content, _rules(cautions)) if name.endswith(".xml") else content


def _rules(cautions: set[Caution]) -> Rules:
    def see(element: str, attributes: Attributes) -> bool:
        if element in _TRACKED:
            cautions.add(Caution.TRACKED_CHANGES)
        elif element == "annotation":
            cautions.add(Caution.COMMENTS)
        elif (element == "table-properties" and attributes.get("table:display") == "false") or _hidden_text(attributes):
            cautions.add(Caution.HIDDEN_PARTS)
        return element == "config-item" and bool(_SETTINGS_OF_PEOPLE.match(attributes.get("config:name", "")))

    return Rules(emptied=_EMPTIED, dropped_attributes=_TIMES_OF_EDITING, see=see)


def _hidden_text(attributes: Attributes) -> bool:
    return any(local(key) == "display" and value in ("none", "collapse") for key, value in attributes.items())
