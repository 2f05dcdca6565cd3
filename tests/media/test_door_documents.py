"""What leaves the door of a document: what is read in it, and nothing of who wrote it."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
import tell_tale_documents as documents
from PIL import Image
from tell_tale_documents import ATTACHED, AUTHOR, COMPANY, OLD_TEXT, READ, SCRIPT, WORD_SECRETS
from tell_tale_files import SECRETS, drawing, photo, telling

from media.door import limits
from media.door.cautions import Caution
from media.door.documents import clean_document
from media.door.refusals import Reason, Refused


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pdf_keeps_its_pages_and_loses_the_rest() -> None:
    secrets = (AUTHOR, COMPANY, OLD_TEXT, SCRIPT, ATTACHED, *SECRETS)
    content = documents.pdf()
    assert len(telling(content, secrets)) >= 10
    clean = clean_document(content, "report.pdf")
    assert telling(clean.content, secrets) == []
    assert set(clean.cautions) == {Caution.ATTACHMENTS_REMOVED, Caution.COMMENTS}
    with pikepdf.open(BytesIO(clean.content)) as pdf:
        [page] = pdf.pages
        assert READ in page.Contents.read_bytes()
        assert "/Info" not in pdf.trailer
        assert [str(annotation.Subtype) for annotation in page.Annots] == ["/Text", "/Link", "/Link"]
        assert [str(annotation.A.URI) for annotation in page.Annots if "/A" in annotation] == ["https://iom.int/"]
        # The pixels of the photo are those that were there, bit by bit.
        with Image.open(BytesIO(page.Resources.XObject.Photo.read_raw_bytes())) as image:
            assert image.tobytes() == Image.open(BytesIO(photo("JPEG", size=(64, 48)))).tobytes()
        text = b"".join(repr(thing).encode() for thing in pdf.objects)
        assert telling(text, secrets) == []


@pytest.mark.parametrize(
    ("ending", "parts", "cautions"),
    [
        ("docx", documents.word_entries(), {Caution.TRACKED_CHANGES, Caution.COMMENTS, Caution.CROPPED_PICTURES}),
        ("xlsx", documents.sheet_entries(), {Caution.COMMENTS, Caution.HIDDEN_PARTS}),
        ("pptx", documents.slide_entries(), {Caution.SPEAKER_NOTES, Caution.EMBEDDED_FILES, Caution.OTHER_PICTURES}),
        ("odt", documents.open_document_entries(), {Caution.TRACKED_CHANGES, Caution.COMMENTS}),
        ("ods", documents.open_document_entries("spreadsheet"), {Caution.TRACKED_CHANGES, Caution.COMMENTS}),
    ],
)
def test_an_office_file_keeps_its_text_and_loses_its_people(
    ending: str, parts: dict[str, bytes], cautions: set[Caution]
) -> None:
    secrets = (*WORD_SECRETS, *SECRETS)
    assert telling(b"".join(parts.values()), secrets)
    clean = clean_document(documents.archive(parts), f"report.{ending}")
    left = entries(clean.content)
    assert telling(b"".join(left.values()), secrets) == []
    assert READ in b"".join(left.values())
    assert set(clean.cautions) == cautions
    assert next(iter(left)) == next(iter(parts))
    for name, content in left.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(content)


def test_what_has_gone_is_not_spoken_of_any_more() -> None:
    left = entries(clean_document(documents.archive(documents.word_entries()), "a.docx").content)
    assert b"custom.xml" not in left["[Content_Types].xml"] + left["_rels/.rels"]
    assert b"thumbnail" not in left["_rels/.rels"]
    assert b"word/document.xml" in left["_rels/.rels"]
    assert b"&amp; more" in left["word/document.xml"]
    left = entries(clean_document(documents.archive(documents.sheet_entries()), "a.xlsx").content)
    assert b'displayName="Table1"' in left["xl/tables/table1.xml"]
    left = entries(clean_document(documents.archive(documents.open_document_entries()), "a.odt").content)
    assert b"Thumbnails" not in left["META-INF/manifest.xml"]
    assert b"AddFrameOffsets" in left["settings.xml"]


def test_pictures_in_a_document_keep_their_pixels() -> None:
    parts = documents.word_entries()
    left = entries(clean_document(documents.archive(parts), "a.docx").content)
    for name in ("word/media/image1.jpeg", "word/media/image2.png"):
        before, after = (Image.open(BytesIO(content[name])) for content in (parts, left))
        assert before.tobytes() == after.tobytes()
        assert not after.getexif()


@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
@pytest.mark.parametrize("content", ["Naïve,2\r\n".encode(), "Naïve;2\n".encode("cp1252"), "a\tb".encode("utf-16")])
def test_text_passes_as_it_is(name: str, content: bytes) -> None:
    assert clean_document(content, name).content == content


def bomb() -> bytes:
    """Return an archive of 200 KB that unpacks to more than is allowed."""
    parts = documents.word_entries()
    return documents.archive(parts | {"word/media/image3.png": bytes(limits.ARCHIVE_BYTES)})


def lying_bomb() -> bytes:
    """Return the same, with another size stated in its directory."""
    size = limits.ARCHIVE_BYTES.to_bytes(4, "little")
    return bomb().replace(size, (1000).to_bytes(4, "little"))


def word(**parts: bytes) -> bytes:
    names = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return documents.archive(documents.word_entries() | names)


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
HOSTILE = [
    ("nothing in it", "a.pdf", b"", Reason.EMPTY),
    ("HTML as PDF", "a.pdf", b"<html><script>", Reason.WRONG_ENDING),
    ("a PDF without pages", "a.pdf", b"%PDF-1.7\n%%EOF", Reason.DAMAGED),
    ("half a PDF", "a.pdf", documents.pdf()[:300], Reason.DAMAGED),
    ("a PDF with a password", "a.pdf", documents.locked_pdf(owner="a", user="b"), Reason.PASSWORD),
    ("a PDF with rights", "a.pdf", documents.locked_pdf(owner="a", user=""), Reason.PASSWORD),
    ("half a docx", "a.docx", documents.archive(documents.word_entries())[:2000], Reason.DAMAGED),
    ("a docx with macros", "a.docx", word(word__vbaProject_dot_bin=b"x"), Reason.MACROS),
    (
        "an odt with macros",
        "a.odt",
        documents.archive({**documents.open_document_entries(), "Basic/m.xml": b""}),
        Reason.MACROS,
    ),
    ("an encrypted docx", "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.PASSWORD),
    ("a workbook as docx", "a.docx", documents.archive(documents.sheet_entries()), Reason.WRONG_ENDING),
    ("any ZIP as docx", "a.docx", documents.archive({"a.txt": b"a"}), Reason.WRONG_ENDING),
    ("a PDF as docx", "a.docx", documents.pdf(), Reason.WRONG_ENDING),
    ("growing entities", "a.docx", word(word__document_dot_xml=ENTITIES), Reason.DAMAGED),
    ("XML that is none", "a.docx", word(word__document_dot_xml=b"<a><b></a>"), Reason.DAMAGED),
    (
        "a way out of the folder",
        "a.docx",
        documents.archive({**documents.word_entries(), "../a.xml": b""}),
        Reason.DAMAGED,
    ),
    ("a ZIP bomb", "a.docx", bomb(), Reason.TOO_DEMANDING),
    ("a ZIP bomb that lies", "a.docx", lying_bomb(), Reason.DAMAGED),
    ("an executable as text", "a.txt", b"MZ\x90\x00" + bytes(99), Reason.NOT_TEXT),
    ("HTML as text", "a.txt", b" <HTML><script>", Reason.NOT_TEXT),
    ("a picture as CSV", "a.csv", photo("JPEG"), Reason.NOT_TEXT),
    ("another kind", "a.exe", b"MZ", Reason.NOT_A_DOCUMENT),
    ("too many bytes", "a.txt", b"a" * (limits.DOCUMENT_BYTES + 1), Reason.TOO_LARGE),
]


@pytest.mark.parametrize(("name", "content", "reason"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_and_broken_documents_are_turned_away(name: str, content: bytes, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        clean_document(content, name)
    assert refused.value.reason is reason


def test_the_same_document_comes_out_as_the_same_bytes() -> None:
    for name, content in (("a.pdf", documents.pdf()), ("a.docx", documents.archive(documents.word_entries()))):
        assert clean_document(content, name).content == clean_document(content, name).content
    assert drawing().size
