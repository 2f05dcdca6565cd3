"""What tells of people in files of Word, Excel and PowerPoint (ECMA-376). Runs in the child process."""

import posixpath
import re

from media.door.cautions import Caution
from media.door.refusals import Reason, Refused
from media.door.xml_rewriting import Attributes, Rules, local, rewritten

_MACROS = re.compile(r"vbaProject|vbaData|activeX|macrosheets", re.IGNORECASE)
# Previews, settings of printers, custom metadata, labels, signatures and lists of earlier versions: nothing shown.
_DROPPED = re.compile(
    r"docProps/(?!core\.xml|app\.xml)|customXml/|docMetadata/|_xmlsignatures/|xl/revisions/|.*printerSettings|"
    r".*/customProperty|.*/userCustomization/",
)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_NAMES = frozenset({"author", "initials", "userId", "providerId", "userName", "lastModifiedBy"})
_TIMES_OF_EDITING = ("rsid",)
_TRACKED = {"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel"}
# Comments' authors of slides and sheets, and the folder in which a workbook lay.
_WITH_A_NAME = {"cmAuthor", "author", "person", "absPath"}
_ON_A_DISK = re.compile(r"file:|[\\/]{2}|[a-z]:[\\/]", re.IGNORECASE)


def clean_office_open(entries: dict[str, bytes], cautions: set[Caution]) -> dict[str, bytes]:
    """Return the entries without what tells of people. Raises Refused."""
    if "EncryptedPackage" in entries:
        raise Refused(Reason.PASSWORD)
    if any(_MACROS.search(name) for name in entries):
        raise Refused(Reason.MACROS)
    if any(name.startswith("_xmlsignatures/") for name in entries):
        cautions.add(Caution.SIGNATURE_REMOVED)
    dropped = {name for name in entries if _DROPPED.match(name)}
    kept = {name: content for name, content in entries.items() if name not in dropped}
    clean = {name: _entry(name, content, dropped, cautions) for name, content in kept.items()}
    if b"macroEnabled" in clean["[Content_Types].xml"]:
        raise Refused(Reason.MACROS)
    _look_at_names(clean, cautions)
    return clean


def _look_at_names(entries: dict[str, bytes], cautions: set[Caution]) -> None:
    if any("notesSlides/" in name for name in entries):
        cautions.add(Caution.SPEAKER_NOTES)
    if any(re.search(r"/comments?\d*(/|\.xml)|/threadedComments/|/modernComment", name) for name in entries):
        cautions.add(Caution.COMMENTS)


def _entry(name: str, content: bytes, dropped: set[str], cautions: set[Caution]) -> bytes:
    if name == "docProps/core.xml" or name.endswith(".psmdcp"):
        return _CORE.encode()
    if name == "docProps/app.xml":
        return _APP.encode()
    if name == "[Content_Types].xml":
        parts = {f"/{part}" for part in dropped}
        return rewritten(content, Rules(see=lambda element, attributes: attributes.get("PartName") in parts))
    if name.endswith(".rels"):
        return _relations(name, content, dropped)
    return rewritten(content, _rules(name, cautions)) if name.endswith(".xml") else content


def _rules(name: str, cautions: set[Caution]) -> Rules:
    def see(element: str, attributes: Attributes) -> bool:
        if caution := _caution(name, element, attributes):
            cautions.add(caution)
        if element == "pageSetup":
            # Led to the settings of the printer, which have gone.
            attributes.pop("r:id", None)
        elif element in _WITH_A_NAME:
            attributes.update({key: "" for key in attributes if local(key) in ("name", "displayName", "url")})
        return False

    return Rules(
        emptied=frozenset({"author"}) if name.startswith("xl/comments") else frozenset(),
        dropped=frozenset({"rsids", "attachedTemplate", "fileSharing", "customWorkbookViews", "customSheetViews"}),
        blanked=_NAMES,
        dropped_attributes=_TIMES_OF_EDITING,
        see=see,
    )


def _caution(name: str, element: str, attributes: Attributes) -> Caution | None:
    if element in _TRACKED and name.startswith("word/"):
        return Caution.TRACKED_CHANGES
    if element == "srcRect" and any(local(key) in "ltrb" and value != "0" for key, value in attributes.items()):
        return Caution.CROPPED_PICTURES
    hidden_sheet = element == "sheet" and attributes.get("state", "visible") != "visible"
    hidden_slide = element == "sld" and attributes.get("show") == "0"
    hidden_text = element == "vanish" and name == "word/document.xml"
    return Caution.HIDDEN_PARTS if hidden_sheet or hidden_slide or hidden_text else None


def _relations(name: str, content: bytes, dropped: set[str]) -> bytes:
    """Leave out the relations to what has gone, and where on whose disk something lay."""
    folder = posixpath.dirname(posixpath.dirname(name))

    def see(element: str, attributes: Attributes) -> bool:
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            if _ON_A_DISK.match(target):
                attributes["Target"] = "file:///removed"
            return False
        return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") in dropped

    return rewritten(content, Rules(see=see))
