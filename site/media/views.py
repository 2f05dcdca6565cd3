"""Serves the renditions that pages show, to readers and in the CMS. Originals have no address at all."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotFound
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from media.uses import public_rendition

# A browser may keep the bytes but asks each time whether they may still be seen; a shared cache as well. RFC 9111.
_ASKED_EACH_TIME = "public, no-cache"
# Where nobody can be recognised nothing has to be called back, and a stored name never stands for other content.
_KEPT = "public, max-age=31536000, immutable"  # seconds: a year, as long as RFC 8246 has in mind


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with the rendition of that file name while a page that anyone may see uses its picture, else 404."""
    found = public_rendition(name)
    if found is None:
        return HttpResponseNotFound(headers={"Cache-Control": "no-store"})
    # A stored name is never used again for other content.
    etag = quote_etag(name)
    unchanged = get_conditional_response(request, etag=etag)
    answer = unchanged if unchanged is not None and unchanged.status_code == 304 else _file(name)
    answer["ETag"] = etag
    answer["Cache-Control"] = _ASKED_EACH_TIME if found.image.shows_somebody else _KEPT
    return answer


@require_safe
@cache_control(private=True, no_store=True)
def cms_rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a rendition for the CMS and its previews, whether readers may see it or not. Raises Http404."""
    return _file(name)


def _file(name: str) -> FileResponse:
    try:
        # A name with a slash does not get here, so nothing outside the folder can be meant.
        return FileResponse(default_storage.open(f"images/{name}"), filename=name)
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
