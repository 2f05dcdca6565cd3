"""Tells the kind of a file from its first bytes, whatever its name says."""

PICTURE_ENDINGS = {
    "jpeg": ("jpg", "jpeg"),
    "png": ("png",),
    "webp": ("webp",),
    "avif": ("avif",),
    "heic": ("heic",),
    "gif": ("gif",),
}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}


def picture_kind(content: bytes) -> str:
    """Return which kind of picture the bytes begin like, one of PICTURE_ENDINGS, or an empty string."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return _heif_kind(content) if content[4:8] == b"ftyp" else ""


def _heif_kind(content: bytes) -> str:
    """Tell AVIF from HEIC by the brands in the first box (ISO/IEC 14496-12, 4.3)."""
    length = min(int.from_bytes(content[:4], "big"), 256)
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, length, 4))}
    if brands & _AVIF_BRANDS:
        return "avif"
    return "heic" if brands & _HEIC_BRANDS else ""


def document_kind(content: bytes) -> str:
    """Return "pdf", "archive", "old office" (also that of encrypted office files), or an empty string."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "archive"
    return "old office" if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") else ""
