"""Reads and writes the ZIP archives that office files are. Runs in the child process."""

import zipfile
import zlib
from io import BytesIO

from media.door import limits
from media.door.refusals import Reason, Refused

_ENCRYPTED = 0x1  # a bit of the general purpose flag (APPNOTE.TXT 4.4.4)
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the first date that the format knows


def prepare() -> None:
    """Load what zipfile imports at its first use, so that no file needs to be opened afterwards."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("name", "content".encode("cp437"), zipfile.ZIP_DEFLATED)
    unpacked(output.getvalue())


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the entries by name, in their order. Raises Refused for a damaged, encrypted or excessive archive."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if (
                len(entries) > limits.ARCHIVE_ENTRIES
                or sum(entry.file_size for entry in entries) > limits.ARCHIVE_BYTES
            ):
                raise Refused(Reason.TOO_DEMANDING)
            if any(entry.flag_bits & _ENCRYPTED for entry in entries):
                raise Refused(Reason.PASSWORD)
            return _read(archive, [entry for entry in entries if not entry.is_dir()])
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused(Reason.DAMAGED) from error


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    left = limits.ARCHIVE_BYTES
    for entry in entries:
        if entry.filename in contents or ".." in entry.filename.split("/") or entry.filename.startswith("/"):
            raise Refused(Reason.DAMAGED)
        with archive.open(entry) as file:
            # The size that the directory states need not be the true one.
            contents[entry.filename] = file.read(left + 1)
        left -= len(contents[entry.filename])
        if left < 0:
            raise Refused(Reason.TOO_DEMANDING)
    return contents


def packed(entries: dict[str, bytes]) -> bytes:
    """Return an archive of the entries that tells neither when nor on what system it was made."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, _NO_DATE)
            info.create_system = 0
            # OpenDocument wants its first entry readable as it is (part 2, 3.3).
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return output.getvalue()
