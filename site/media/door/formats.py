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


# By the name of FFmpeg's reader, with the endings that such files have. No other reader is ever tried.
RECORDING_ENDINGS = {
    "mp4": ("mp4", "m4a", "mov", "m4v"),
    "matroska": ("webm", "mkv", "weba", "mka"),
    "ogg": ("ogg", "oga", "opus"),
    "mp3": ("mp3",),
    "wav": ("wav",),
    "flac": ("flac",),
    "aac": ("aac",),
}
# QuickTime files of old cameras begin without a box that names their brand.
_MP4_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}


def recording_kind(beginning: bytes) -> str:
    """Return which container of sound or film the bytes begin like, one of RECORDING_ENDINGS, or an empty string."""
    if beginning[4:8] in _MP4_BOXES and not _heif_kind(beginning):
        return "mp4"
    if beginning.startswith(b"RIFF") and beginning[8:12] == b"WAVE":
        return "wav"
    for mark, kind in ((b"\x1aE\xdf\xa3", "matroska"), (b"OggS", "ogg"), (b"fLaC", "flac"), (b"ID3", "mp3")):
        if beginning.startswith(mark):
            return kind
    return _frames_of_sound(beginning)


def _frames_of_sound(beginning: bytes) -> str:
    """Tell bare frames of AAC and MP3 by their first two bytes (ISO/IEC 13818-7, 6.2.1; 11172-3, 2.4.1.3)."""
    if len(beginning) < 2 or beginning[0] != 0xFF:
        return ""
    if beginning[1] & 0xF6 == 0xF0:
        return "aac"
    return "mp3" if beginning[1] & 0xE6 == 0xE2 else ""
