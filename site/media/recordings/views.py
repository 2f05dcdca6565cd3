"""Serves recordings and their captions: to readers while a page that anyone may see plays them, and in the CMS."""

from hashlib import sha256
from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from media.recordings.models import Recording
from media.serving import ASKED_EACH_TIME, KEPT, NEVER_KEPT, not_there, serve
from media.uses import is_public

# What browsers are told, whatever the system believes of these endings.
TYPES = {".m4a": "audio/mp4", ".mp4": "video/mp4", ".webm": "video/webm"}
CAPTIONS = ".vtt"


@require_safe
def recording(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a recording or its captions while a page that anyone may see plays it, else 404."""
    found = _recording_of(name)
    if found is None or not is_public(found):
        return not_there()
    if name.endswith(CAPTIONS):
        return _captions(request, found)
    return _file(request, found, ASKED_EACH_TIME if found.shows_somebody else KEPT)


@require_safe
@cache_control(private=True, no_store=True)
def cms_recording(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a recording or its captions for the CMS, whether readers may have it or not. Raises Http404."""
    found = _recording_of(name)
    if found is None:
        raise Http404
    if name.endswith(CAPTIONS):
        return HttpResponse(found.captions, content_type="text/vtt; charset=utf-8")
    return _file(request, found, NEVER_KEPT)


def _recording_of(name: str) -> Recording | None:
    """Return the recording of a file name; the captions have the name of the film with another ending."""
    if not name.endswith(CAPTIONS):
        return Recording.objects.filter(file=f"recordings/{name}").first()
    stem = f"recordings/{PurePath(name).stem}"
    files = [f"{stem}{ending}" for ending in TYPES]
    return Recording.objects.filter(file__in=files).exclude(captions="").first()


def _captions(request: HttpRequest, found: Recording) -> HttpResponseBase:
    answer: HttpResponseBase = HttpResponse(found.captions, content_type="text/vtt; charset=utf-8")
    # Captions can be corrected under the same name: browsers ask each time.
    etag = quote_etag(sha256(found.captions.encode()).hexdigest())
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        answer = unchanged
    answer["ETag"], answer["Cache-Control"] = etag, ASKED_EACH_TIME
    return answer


def _file(request: HttpRequest, found: Recording, cache_control: str) -> HttpResponseBase:
    content_type = TYPES.get(PurePath(str(found.file.name)).suffix, "application/octet-stream")
    return serve(request, found.file, cache_control, content_type=content_type)
