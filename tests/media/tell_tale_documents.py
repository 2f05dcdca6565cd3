"""Documents that tell of the people who wrote them, built part by part."""

import zipfile
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from tell_tale_files import drawing, encoded, photo

AUTHOR = b"Author-Ahmad-of-the-office"
COMPANY = b"Company-in-the-properties"
PATH = b"C:\\Users\\somebody"
OLD_TEXT = b"An-earlier-version-of-the-page"
SCRIPT = b"app.alert-in-a-script"
ATTACHED = b"A-file-within-the-file"
WORD_SECRETS = (AUTHOR, COMPANY, PATH, b"00A12B34", b"Printer-on-the-third-floor")
READ = b"What everybody may read"


def pdf() -> bytes:
    """Return a PDF of one page with all that its programs, and others, leave in one."""
    made = pikepdf.new()
    made.add_blank_page()
    page = made.pages[0]
    made.docinfo["/Author"] = AUTHOR.decode()
    made.docinfo["/Company"] = COMPANY.decode()
    made.Root.Metadata = Stream(made, b"<x:xmpmeta>" + AUTHOR + b"</x:xmpmeta>")
    made.Root.Metadata.Type = Name.Metadata
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(SCRIPT.decode()))
    script = made.make_indirect(Dictionary(S=Name.JavaScript, JS=String(SCRIPT.decode())))
    attached = made.make_indirect(
        Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=Stream(made, ATTACHED)))
    )
    made.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("start"), script])),
        EmbeddedFiles=Dictionary(Names=Array([String("a.txt"), attached])),
    )
    jpeg = Stream(made, photo("JPEG", size=(64, 48)), Type=Name.XObject, Subtype=Name.Image, Width=64, Height=48)
    jpeg.ColorSpace, jpeg.BitsPerComponent, jpeg.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    page.Resources = Dictionary(XObject=Dictionary(Photo=jpeg), Font=Dictionary())
    page.Contents = Stream(made, b"BT (" + READ + b") Tj ET q 64 0 0 48 0 0 cm /Photo Do Q")
    page.Thumb = Stream(made, OLD_TEXT, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    page.PieceInfo = Dictionary(Program=Dictionary(Private=String(COMPANY.decode())))
    box = Array([0, 0, 10, 10])
    page.Annots = Array(
        [
            made.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Text, Rect=box, T=String(AUTHOR.decode()), Contents=String("A note")
                )
            ),
            made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=box, FS=attached)),
            made.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Link, Rect=box, A=Dictionary(S=Name.Launch, F=String(SCRIPT.decode()))
                )
            ),
            made.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=box,
                    A=Dictionary(S=Name.URI, URI=String("https://iom.int/")),
                )
            ),
        ]
    )
    output = BytesIO()
    made.save(output, compress_streams=False)
    return output.getvalue() + b"\n" + OLD_TEXT


def locked_pdf(**passwords: str) -> bytes:
    """Return a PDF with passwords."""
    made = pikepdf.new()
    made.add_blank_page()
    output = BytesIO()
    made.save(output, encryption=pikepdf.Encryption(**passwords))
    return output.getvalue()


def archive(entries: dict[str, bytes]) -> bytes:
    """Return a ZIP archive with the dates of today."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return output.getvalue()


_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="urn:r" xmlns:a="urn:a"'
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _xml(text: str, **secrets: bytes) -> bytes:
    for name, secret in secrets.items():
        text = text.replace(f"[{name}]", secret.decode())
    return (_HEAD + text).encode()


def word_entries() -> dict[str, bytes]:
    """Return the parts of a document as Word writes it, with comments, tracked changes and a cropped photo."""
    return {
        "[Content_Types].xml": _xml(
            _TYPES.format(
                '<Default Extension="xml" ContentType="application/xml"/>'
                '<Override PartName="/word/document.xml" ContentType="application/word.main+xml"/>'
                '<Override PartName="/docProps/custom.xml" ContentType="application/custom+xml"/>'
            )
        ),
        "_rels/.rels": _xml(
            _RELATIONS.format(
                '<Relationship Id="1" Type="officeDocument" Target="word/document.xml"/>'
                '<Relationship Id="2" Type="custom" Target="docProps/custom.xml"/>'
                '<Relationship Id="3" Type="thumbnail" Target="docProps/thumbnail.jpeg"/>'
            )
        ),
        "docProps/core.xml": _xml(
            "<c:coreProperties xmlns:c='urn:c'><c:creator>[a]</c:creator></c:coreProperties>", a=AUTHOR
        ),
        "docProps/app.xml": _xml("<Properties xmlns='urn:p'><Company>[c]</Company></Properties>", c=COMPANY),
        "docProps/custom.xml": _xml("<Properties xmlns='urn:p'><property>[c]</property></Properties>", c=COMPANY),
        "docProps/thumbnail.jpeg": photo("JPEG", size=(64, 48)),
        "word/document.xml": _xml(
            f'<w:document {_WORD}><w:body><w:p w:rsidR="00A12B34"><w:r><w:t xml:space="preserve">'
            f"{READ.decode()} &amp; more"
            '</w:t></w:r><w:ins w:id="1" w:author="[a]"><w:r><w:t>new</w:t></w:r></w:ins>'
            '<a:srcRect l="20000"/></w:p></w:body></w:document>',
            a=AUTHOR,
        ),
        "word/comments.xml": _xml(
            f'<w:comments {_WORD}><w:comment w:author="[a]" w:initials="AA"><w:p/></w:comment></w:comments>', a=AUTHOR
        ),
        "word/people.xml": _xml(f'<w:people {_WORD}><w:person w:author="[a]" w:userId="[a]"/></w:people>', a=AUTHOR),
        "word/settings.xml": _xml(
            f'<w:settings {_WORD}><w:rsids><w:rsid w:val="00A12B34"/></w:rsids>'
            '<w:attachedTemplate r:id="1"/></w:settings>'
        ),
        "word/_rels/settings.xml.rels": _xml(
            _RELATIONS.format(
                '<Relationship Id="1" Type="template" Target="file:///[p]\\a.dotm" TargetMode="External"/>'
            ),
            p=PATH,
        ),
        "word/printerSettings/printerSettings1.bin": b"Printer-on-the-third-floor",
        "word/media/image1.jpeg": photo("JPEG", size=(64, 48)),
        "word/media/image2.png": photo("PNG", size=(64, 48)),
    }


def sheet_entries() -> dict[str, bytes]:
    """Return the parts of a workbook as Excel writes it."""
    return {
        "[Content_Types].xml": _xml(_TYPES.format('<Default Extension="xml" ContentType="application/xml"/>')),
        "docProps/core.xml": word_entries()["docProps/core.xml"],
        "xl/workbook.xml": _xml(
            '<workbook xmlns="urn:x" xmlns:x15="urn:y"><fileSharing userName="[a]"/><x15:absPath url="[p]\\"/>'
            '<sheets><sheet name="Data" state="hidden"/></sheets></workbook>',
            a=AUTHOR,
            p=PATH,
        ),
        "xl/comments1.xml": _xml(
            '<comments xmlns="urn:x"><authors><author>[a]</author></authors><commentList/></comments>', a=AUTHOR
        ),
        "xl/worksheets/sheet1.xml": _xml(f'<worksheet xmlns="urn:x"><c t="str"><v>{READ.decode()}</v></c></worksheet>'),
        "xl/tables/table1.xml": _xml('<table xmlns="urn:x" name="Table1" displayName="Table1"/>'),
    }


def slide_entries() -> dict[str, bytes]:
    """Return the parts of a presentation as PowerPoint writes it."""
    return {
        "[Content_Types].xml": _xml(_TYPES.format('<Default Extension="xml" ContentType="application/xml"/>')),
        "docProps/app.xml": word_entries()["docProps/app.xml"],
        "ppt/presentation.xml": _xml('<p:presentation xmlns:p="urn:p"/>'),
        "ppt/commentAuthors.xml": _xml(
            '<p:cmAuthorLst xmlns:p="urn:p"><p:cmAuthor id="0" name="[a]"/></p:cmAuthorLst>', a=AUTHOR
        ),
        "ppt/slides/slide1.xml": _xml(f'<p:sld xmlns:p="urn:p"><p:t>{READ.decode()}</p:t></p:sld>'),
        "ppt/notesSlides/notesSlide1.xml": _xml('<p:notes xmlns:p="urn:p"/>'),
        "ppt/embeddings/table.xlsx": b"PK\x03\x04",
        "ppt/media/image1.emf": b"\x01\0\0\0",
    }


_OFFICE = (
    'xmlns:office="urn:o" xmlns:dc="urn:d" xmlns:text="urn:t" xmlns:meta="urn:m" xmlns:config="urn:c" '
    'xmlns:style="urn:s" xmlns:manifest="urn:f" xmlns:officeooo="urn:oo"'
)


def open_document_entries(kind: str = "text") -> dict[str, bytes]:
    """Return the parts of a text or spreadsheet as LibreOffice writes it."""
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
        "META-INF/manifest.xml": _xml(
            f'<manifest:manifest {_OFFICE}><manifest:file-entry manifest:full-path="content.xml"/>'
            '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/></manifest:manifest>'
        ),
        "meta.xml": _xml(
            f"<office:document-meta {_OFFICE}><meta:initial-creator>[a]</meta:initial-creator></office:document-meta>",
            a=AUTHOR,
        ),
        "settings.xml": _xml(
            f'<office:document-settings {_OFFICE}><config:config-item config:name="PrinterName">'
            "Printer-on-the-third-floor</config:config-item>"
            '<config:config-item config:name="Rsid">00A12B34</config:config-item>'
            '<config:config-item config:name="AddFrameOffsets">true</config:config-item></office:document-settings>'
        ),
        "content.xml": _xml(
            f'<office:document-content {_OFFICE}><style:text-properties officeooo:rsid="00A12B34"/><office:annotation>'
            "<dc:creator>[a]</dc:creator></office:annotation><text:changed-region><office:change-info><dc:creator>[a]"
            f"</dc:creator></office:change-info></text:changed-region><text:p>{READ.decode()}</text:p>"
            "</office:document-content>",
            a=AUTHOR,
        ),
        "Thumbnails/thumbnail.png": encoded(drawing((64, 48))),
        "Pictures/one.jpg": photo("JPEG", size=(64, 48)),
    }
