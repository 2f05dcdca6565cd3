"""Answers with a stored file: whole, a part of it, or the word that the reader's copy is still good.

Whether somebody may see the file is asked before, at each request: what closes a page closes its files at once. What
is saved is the bytes. They are read as they go out, from a disk or a bucket, and a stored name, which never stands for
other content, tells whether they have to go out at all.
"""

import mimetypes
import re
from pathlib import PurePath
from typing import NamedTuple

from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from storage.streams import stream

# A browser or a shared cache may keep the bytes, but asks each time whether they may still be seen (RFC 9111, 5.2.2.4):
# for whatever may have to be called back, such as a picture of somebody.
ASKED_EACH_TIME = "public, no-cache"
# Where nobody can be recognised nothing has to be called back; a year is as long as RFC 8246 has in mind.
KEPT = "public, max-age=31536000, immutable"
# For people who are logged in.
NEVER_KEPT = "private, no-store"

# Not every machine knows these; a browser that is told another type shows no picture.
_TYPES = {".avif": "image/avif", ".webp": "image/webp"}
# RFC 9110, section 14.1.2: one range, "first-last", "first-" or "-how many at the end".
_RANGE = re.compile(r"bytes=\s*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))\s*", re.IGNORECASE)


class Part(NamedTuple):
    """A part of a file in bytes, the last one included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return self.last - self.first + 1


class CannotBeSatisfied(Exception):
    """A range begins behind the end of the file."""


def serve(
    request: HttpRequest,
    file: FieldFile,
    cache_control: str,
    *,
    content_type: str = "",
    shown_name: str = "",
    as_attachment: bool = False,
) -> HttpResponseBase:
    """Answer a GET or HEAD with a stored file that may be seen.

    Knows If-None-Match, If-Match, Range (of one part; several are answered with the whole, RFC 9110, 14.2) and
    If-Range. ``shown_name`` is the name under which browsers keep the file. Of a file that is missing 404, of a storage
    that does not answer 503; no cache keeps either.
    """
    name = str(file.name)
    etag = quote_etag(PurePath(name).name)
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if answer is None:
        try:
            size = file.storage.size(name)
        except FileNotFoundError:
            return not_there()
        except OSError:
            return HttpResponse(status=503, headers={"Cache-Control": "no-store", "Retry-After": "30"})
        answer = _body(request, file, size, etag)
    if answer.status_code in (200, 206):
        answer["Accept-Ranges"] = "bytes"
        answer["Content-Type"] = content_type or _type_of(name)
        disposition = content_disposition_header(as_attachment, shown_name or PurePath(name).name)
        answer["Content-Disposition"] = disposition or "inline"
    answer["ETag"] = etag
    answer["Cache-Control"] = cache_control if answer.status_code in (200, 206, 304) else "no-store"
    return answer


def not_there() -> HttpResponse:
    """Answer that there is no such file, or none that may be seen now; both look alike, and no cache keeps it."""
    return HttpResponse(status=404, headers={"Cache-Control": "no-store"})


def requested_part(request: HttpRequest, size: int, etag: str) -> Part | None:
    """Return the part that a request asks for, None for the whole. Raises CannotBeSatisfied.

    Ranges are for GET alone (RFC 9110, 14.2), and what is no range that we understand counts for nothing. If-Range
    holds with exactly this tag: we give no date by which it could (13.1.5).
    """
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None or request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        part = Part(max(size - int(suffix), 0), size - 1)
    else:
        part = Part(int(first), min(int(last), size - 1) if last else size - 1)
        if last and int(last) < int(first):
            return None
    if part.length < 1:
        raise CannotBeSatisfied
    return part


def _body(request: HttpRequest, file: FieldFile, size: int, etag: str) -> HttpResponseBase:
    try:
        part = requested_part(request, size, etag)
    except CannotBeSatisfied:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(size)})
    sent = part or Part(0, size - 1)
    answer = StreamingHttpResponse(
        stream(file.storage, str(file.name), sent.first, sent.length), status=206 if part else 200
    )
    answer["Content-Length"] = str(sent.length)
    if part:
        answer["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    return answer


def _type_of(name: str) -> str:
    return _TYPES.get(PurePath(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
