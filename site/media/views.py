"""Serves the renditions and documents that pages show, to readers and in the CMS. Originals have no address at all.

Nothing is made here: a size that is missing is not there.
"""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from media.models import DocumentFile
from media.serving import ASKED_EACH_TIME, KEPT, NEVER_KEPT, not_there, serve
from media.uses import is_public, public_rendition, stored_rendition


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with the rendition of that file name while a page that anyone may see uses its picture, else 404."""
    found = public_rendition(name)
    if found is None:
        return not_there()
    return serve(request, found.file, ASKED_EACH_TIME if found.image.shows_somebody else KEPT)


@require_safe
def cms_rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a rendition for the CMS and its previews, whether readers may see it or not."""
    found = stored_rendition(name)
    return serve(request, found.file, NEVER_KEPT) if found else not_there()


@require_safe
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """Answer with a document while a page that anyone may see offers it, to the team always. Raises Http404.

    Stands in the place of Wagtail's view, which leads readers to the bucket where files lie in one, and knows a
    document by its present title alone: a link with a former title leads to the present one.
    """
    found = get_object_or_404(DocumentFile, pk=document_id)
    answer: Any
    for check in hooks.get_hooks("before_serve_document"):
        if isinstance(answer := check(found, request), HttpResponseBase):
            return answer
    public = is_public(found)
    if filename != found.filename:
        answer = HttpResponseRedirect(found.url)
    else:
        document_served.send(sender=DocumentFile, instance=found, request=request)
        inline = found.content_disposition == "inline"
        answer = serve(
            request,
            found.file,
            ASKED_EACH_TIME,
            content_type=found.content_type,
            shown_name=found.filename,
            as_attachment=not inline,
        )
        # What lies in a document runs nothing and loads nothing.
        answer["Content-Security-Policy"] = "default-src 'none'"
    if not public:
        answer["Cache-Control"] = NEVER_KEPT
    return answer
