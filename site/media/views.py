"""Serves the renditions that pages show. Originals have no public address."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

# A rendition's name changes with its content, so it may be kept for a year (in seconds).
_CACHE_CONTROL = "public, max-age=31536000, immutable"


@require_safe
def rendition(request: HttpRequest, name: str) -> FileResponse:
    """Answer with the rendition of that file name. Raises Http404 for anything else."""
    try:
        # A name with a slash does not get here, so nothing outside the folder can be meant.
        file = default_storage.open(f"images/{name}")
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    response = FileResponse(file, filename=name)
    response["Cache-Control"] = _CACHE_CONTROL
    return response
