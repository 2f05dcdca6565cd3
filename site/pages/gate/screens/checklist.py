"""The checklist, inside the page editor and, for pages that are translated side by side, on a screen of its own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Page

from consent.officers import is_officer
from pages.gate.checklist import checklist_of
from pages.gate.drafts import story_draft
from pages.gate.reviewing import concerns_people, review
from pages.gate.screens.asking import PageScreen
from pages.gate.summary import summary_of
from pages.workflow.standing import standing_of


@sensitive_variables()
def checklist_context(page: Page, user: Any) -> dict[str, Any]:
    """Return what the checklist's template needs for the draft of a page; nothing of it is only for officers."""
    stored = Page.objects.get(pk=page.pk).specific
    context: dict[str, Any] = {"checklist_url": reverse("page_checklist", args=[stored.pk]), "page": stored}
    draft = story_draft(stored)
    if draft is not None and (concerns_people(draft) or review(draft).errors):
        checklist = checklist_of(draft, bool(stored.permissions_for_user(user).can_publish()), user)
        lock = stored.get_lock()
        saved = checklist.saved_at and timezone.localtime(checklist.saved_at)
        context |= {
            "checklist": checklist,
            "summary": summary_of(stored, checklist),
            "standing": standing_of(stored, user),
            "locked": bool(lock and lock.for_user(user)),
            "saved_at": saved,
            "saved_today": bool(saved and saved.date() == timezone.localdate()),
            "translation_key": draft.translation_key,
            "story_url": reverse("protection:story", args=[draft.translation_key]) if is_officer(user) else "",
        }
    return context


@sensitive_variables()
def checklist_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the checklist of a page's draft. Raises PermissionDenied for those who cannot edit it."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return render(request, "pages/checklist.html", checklist_context(page, request.user))


class ChecklistScreen(PageScreen):
    """The checklist on a screen of its own, for the editor of translations, which has no place for it."""

    template_name = "pages/checklist_screen.html"
    page_title = _("Checklist")

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show it."""
        return self.show(**checklist_context(self.page, request.user))
