"""The stories with people in them, and one story: its pages, its people, who approved it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from consent.clearing import suspension_of
from consent.cms.approving import Approved, approvals_of
from consent.cms.guard import OfficerView, Trail
from consent.cms.log_rows import name_of_user
from consent.cms.more_panels import more_panels
from consent.cms.story_lights import Lights, people_of, traffic_light
from consent.cms.story_pages import Story, may_edit, page_or_404, stories_by_key, story_or_404
from consent.cms.work_list import rows_of
from consent.models import AbsenceOverride, Clearance, CommonWordAnswer, Contributor, FinalTextApproval, StorySubject
from consent.registry import needs_clearance
from consent.texts import can_fingerprint


@dataclass(frozen=True)
class LanguagePage:
    """The page of a story in one language, with what officers do about it."""

    page: Page
    may_edit: bool
    clearances: list[Clearance]
    approved: Approved


class StoryList(OfficerView):
    """All stories that need somebody entered, and those that have somebody."""

    template_name = "consent/stories.html"
    page_title = _("People in stories")
    header_icon = "doc-full"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the stories, those first that wait for the officer."""
        wanted = Page.objects.filter(needs_clearance(), alias_of__isnull=True)
        keys = set(wanted.values_list("translation_key", flat=True))
        keys |= set(StorySubject.objects.values_list("translation_key", flat=True))
        rows = rows_of(stories_by_key(keys), self.officer, timezone.localdate())
        return self.show(rows=rows, waiting=sum(1 for row in rows if row.waiting))


class StoryView(OfficerView):
    """A screen about one story."""

    header_icon = "doc-full"
    story: Story

    def load(self, translation_key: UUID) -> None:
        """Fetch the story. Raises Http404."""
        self.story = story_or_404(translation_key)

    def get_trail(self) -> Trail:
        """Return the list and the story above."""
        return [(reverse("protection:stories"), _("People in stories")), (self.story_url, self.story.title)]

    @property
    def story_url(self) -> str:
        """The address of the story's own screen."""
        return reverse("protection:story", args=[self.story.translation_key])


class StoryDetail(StoryView):
    """One story."""

    template_name = "consent/story.html"

    def get_trail(self) -> Trail:
        """Return the list above."""
        return super().get_trail()[:1]

    def get_page_title(self) -> str:
        """Return the title of the story."""
        return self.story.title

    def get(self, request: HttpRequest, translation_key: UUID) -> HttpResponse:
        """Show the story."""
        self.load(translation_key)
        subjects = people_in(translation_key)
        lights = Lights().people(translation_key)
        suspension = suspension_of(translation_key)
        return self.show(
            story=self.story,
            languages=[self._language(page, subjects) for page in self.story.pages],
            people=[(subject, lights[subject.pk]) for subject in subjects],
            suspension=suspension,
            suspended_by=name_of_user(suspension.actor_id) if suspension else "",
            light=traffic_light(translation_key),
            absences=AbsenceOverride.objects.filter(translation_key=translation_key).select_related("decided_by"),
            answers=CommonWordAnswer.objects.filter(translation_key=translation_key)
            .defer("spelling")
            .select_related("answered_by")
            .prefetch_related(Prefetch("contributor", Contributor.objects.without_secrets())),
            can_approve=can_fingerprint(),
            more_panels=more_panels("story", self.story),
        )

    def _language(self, page: Page, subjects: list[StorySubject]) -> LanguagePage:
        return LanguagePage(
            page=page,
            may_edit=may_edit(page, self.officer),
            clearances=list(page.clearances.order_by("channel")),
            approved=approvals_of(page, subjects),
        )


class StoryText(StoryView):
    """The text as it stands in the editor, for officers who may not open the editor."""

    def get(self, request: HttpRequest, translation_key: UUID, language_code: str) -> HttpResponseBase:
        """Show the page as a preview."""
        page = page_or_404(translation_key, language_code)
        response: HttpResponseBase = page.make_preview_request(request, page.default_preview_mode)
        return response


def people_in(translation_key: UUID) -> list[StorySubject]:
    """Return the people of a story with their records, and with nothing decrypted."""
    subjects = people_of(translation_key).prefetch_related(
        Prefetch("approvals", FinalTextApproval.objects.select_related("recorded_by"))
    )
    return sorted(
        subjects,
        key=lambda subject: (subject.contributor.publication_name if subject.contributor else "~", str(subject.pk)),
    )
