"""Cleans PDF files. Runs in the child process."""

import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from media.door import limits
from media.door.cautions import Caution
from media.door.refusals import Reason, Refused
from media.door.segments import jpeg_2000_without_metadata, without_metadata

# Keys that carry metadata, previews, private data of programs, and actions that start by themselves (ISO 32000-2).
_DROPPED_KEYS = (
    "/Metadata",
    "/PieceInfo",
    "/Thumb",
    "/LastModified",
    "/AA",
    "/AF",
    "/SpiderInfo",
    "/DPartRoot",
    "/Measure",
)
_DROPPED_FROM_THE_ROOT = ("/OpenAction", "/Perms", "/Legal", "/Collection", "/Extensions")
# Actions that only lead somewhere; all others run, send or open something.
_KEPT_ACTIONS = {"/GoTo", "/URI", "/Named"}
_DROPPED_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
_COMMENTS = {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Ink", "/Stamp"}


def prepare() -> None:
    """Load what pikepdf imports at its first use, so that no file needs to be opened afterwards."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for encryption in (False, pikepdf.Encryption(owner="", user="")):
            output = BytesIO()
            pdf.save(output, encryption=encryption)
            with suppress(Refused):
                cleaned(output.getvalue())


def cleaned(content: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return the PDF without metadata, previews, attachments, scripts and earlier versions. Raises Refused.

    What can be seen on the pages stays as it is, the pixels of pictures among it.
    """
    if b"%PDF-" not in content[:1024]:
        raise Refused(Reason.WRONG_ENDING)
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise Refused(Reason.PASSWORD)
            if not len(pdf.pages):
                raise Refused(Reason.DAMAGED)
            cautions = _clean(pdf)
            output = BytesIO()
            # Only what the pages reach is written: earlier versions of the file are not.
            pdf.save(output, deterministic_id=True)
    except pikepdf.PasswordError as error:
        raise Refused(Reason.PASSWORD) from error
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        ValueError,
        TypeError,
        KeyError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise Refused(Reason.DAMAGED) from error
    return output.getvalue(), {"warnings": sorted(cautions)}


def _clean(pdf: Pdf) -> set[Caution]:
    cautions: set[Caution] = set()
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for key in _DROPPED_FROM_THE_ROOT:
        if key in pdf.Root:
            del pdf.Root[key]
    if isinstance(names := pdf.Root.get("/Names"), Dictionary):
        if "/EmbeddedFiles" in names:
            cautions.add(Caution.ATTACHMENTS_REMOVED)
        for key in ("/EmbeddedFiles", "/JavaScript", "/AlternatePresentations", "/Renditions"):
            if key in names:
                del names[key]
    if isinstance(form := pdf.Root.get("/AcroForm"), Dictionary) and "/XFA" in form:
        del form["/XFA"]
    if "/OCProperties" in pdf.Root:
        cautions.add(Caution.HIDDEN_PARTS)
    for thing in pdf.objects:
        _clean_object(thing, cautions)
    return cautions


def _clean_object(thing: Object, cautions: set[Caution]) -> None:
    """Clean an indirect object and what lies in it directly."""
    waiting = [thing]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, Array):
            waiting += [part for part in thing if isinstance(part, (Array, Dictionary)) and not part.is_indirect]
        elif isinstance(thing, (Dictionary, Stream)):
            _clean_keys(thing, cautions)
            parts = [thing[key] for key in thing.keys() if key != "/Length"]  # noqa: SIM118 - not a mapping
            waiting += [part for part in parts if isinstance(part, (Array, Dictionary)) and not part.is_indirect]
            if isinstance(thing, Stream):
                _clean_picture(thing)


def _clean_keys(thing: Object, cautions: set[Caution]) -> None:
    for key in _DROPPED_KEYS:
        if key in thing:
            del thing[key]
    for key in ("/A", "/PA", "/Next"):
        if key in thing and _does_something(thing[key]):
            del thing[key]
    if isinstance(annotations := thing.get("/Annots"), Array):
        thing.Annots = Array([annotation for annotation in annotations if not _goes(annotation, cautions)])
    if thing.get("/FT") == Name.Sig and "/V" in thing:
        cautions.add(Caution.SIGNATURE_REMOVED)
        del thing["/V"]
    if str(thing.get("/Subtype")) in _COMMENTS and "/Rect" in thing:
        cautions.add(Caution.COMMENTS)
        for key in ("/T", "/M", "/CreationDate", "/NM"):
            if key in thing:
                del thing[key]


def _does_something(action: Object) -> bool:
    """Say whether this is an action, or a list with one, other than leading somewhere."""
    if isinstance(action, Array):
        return any(_does_something(part) for part in action)
    return isinstance(action, Dictionary) and "/S" in action and str(action.S) not in _KEPT_ACTIONS


def _goes(annotation: Object, cautions: set[Caution]) -> bool:
    if not isinstance(annotation, Dictionary):
        return True
    kind = str(annotation.get("/Subtype"))
    if kind == "/FileAttachment":
        cautions.add(Caution.ATTACHMENTS_REMOVED)
    return kind in _DROPPED_ANNOTATIONS


def _clean_picture(stream: Stream) -> None:
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)]
    if names[-1] not in ("/DCTDecode", "/JPXDecode") or any(name != "/FlateDecode" for name in names[:-1]):
        return
    content = stream.read_raw_bytes()
    for _name in names[:-1]:
        inflating = zlib.decompressobj()
        content = inflating.decompress(content, limits.ARCHIVE_BYTES)
    clean = without_metadata(content) if names[-1] == "/DCTDecode" else jpeg_2000_without_metadata(content)
    if clean is None:
        raise Refused(Reason.DAMAGED)
    parameters = stream.get("/DecodeParms")
    if isinstance(parameters, Array):
        parameters = parameters[-1]
    kept = parameters if isinstance(parameters, Dictionary) else None
    stream.write(clean, filter=Name(names[-1]), decode_parms=kept)
