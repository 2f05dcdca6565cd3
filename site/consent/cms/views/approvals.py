"""Approving a text: by an officer who neither wrote it nor recorded the consent, and by the person in the story."""

from abc import abstractmethod
from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.cms.guard import ConfirmView
from consent.cms.officer_approval import approve_text, words_against
from consent.cms.story_pages import page_or_404
from consent.cms.team_review import Next, team_review
from consent.cms.views.stories import StoryView
from consent.cms.views.subjects import subject_or_404
from consent.models import FinalTextApproval
from consent.texts import can_fingerprint, text_fingerprint


class ApprovalView(StoryView, ConfirmView):
    """A yes to the text of one page as it stands. If it changes between the question and the yes, it is no yes."""

    template_name = "consent/approve.html"

    def load(self, *_args: Any) -> None:
        """Fetch the story and its text in the language. Raises Http404."""
        super().load(self.kwargs["translation_key"])
        self.language_code = self.kwargs["language_code"]
        self.page = page_or_404(self.story.translation_key, self.language_code)
        self.fingerprint = text_fingerprint(self.page) if can_fingerprint() else ""

    def ask(self, **context: Any) -> HttpResponse:
        """Show what is approved."""
        against = self.against()
        return super().ask(
            story=self.story,
            page=self.page,
            fingerprint=self.fingerprint,
            against=against or ("" if self.fingerprint else _("Texts cannot be approved on this site yet.")),
            missing=[] if against else self.missing(),
            **context,
        )

    def against(self) -> str:
        """Return why this cannot be approved by this officer, if so."""
        return ""

    def missing(self) -> list[str]:
        """Return what has to be seen to before the text can be approved."""
        return []

    def act(self) -> HttpResponseBase | None:
        """Store the yes, if it is to the text that stands there now."""
        if not self.fingerprint or self.against() or self.missing():
            return self.ask()
        if self.request.POST.get("fingerprint") != self.fingerprint:
            messages.warning(self.request, _("The text was changed in the meantime. Please read it again."))
            return self.ask()
        then = self.approve()
        buttons = [messages.button(then.url, then.label)] if then.url else []
        messages.success(self.request, f"{_('The approval was recorded.')} {then.text}".strip(), buttons=buttons)
        return None

    @abstractmethod
    def approve(self) -> Next:
        """Store the yes; return what happens next."""

    def get_back_url(self) -> str:
        """Return the story."""
        return self.story_url


class ApproveStory(ApprovalView):
    """The officer's own approval."""

    page_title = gettext_lazy("Approve the text")
    button = gettext_lazy("Approve this text")
    text = gettext_lazy(
        "You have read the text as it stands and agree that it is published. If it is changed afterwards, it needs "
        "an approval anew."
    )

    def against(self) -> str:
        """Refuse who wrote the text or recorded the consent."""
        return words_against(self.officer, self.page)

    def missing(self) -> list[str]:
        """Return what the review waits for besides the approval: one condition holds here and there."""
        review = team_review()
        return review.what_is_missing(self.officer, self.page) if review else []

    @transaction.atomic
    def approve(self) -> Next:
        """Store the officer's approval, which is also the officers' step of the review."""
        approve_text(self.page, self.officer, self.fingerprint)
        review = team_review()
        return review.approved(self.officer, self.page) if review else Next("")


class ApproveFinalText(ApprovalView):
    """The approval of the person in the story, which an officer records."""

    page_title = gettext_lazy("The person approves the final text")
    button = gettext_lazy("The person has approved this text")

    def load(self, *_args: Any) -> None:
        """Fetch the story, its text and the person. Raises Http404."""
        super().load()
        self.subject = subject_or_404(self.story.translation_key, self.kwargs["subject_id"])
        self.text = _(
            "%(name)s has seen or heard this text as it stands, in a language that they understand, and agrees to it."
        ) % {"name": self.subject.contributor.called if self.subject.contributor else _("The person")}

    def approve(self) -> Next:
        """Store the person's approval."""
        FinalTextApproval.objects.create(
            subject=self.subject,
            language_code=self.language_code,
            text_hash=self.fingerprint,
            recorded_by=self.officer,
        )
        return self.officers_own_approval()

    def officers_own_approval(self) -> Next:
        """Lead on to the approval that is still to come."""
        return Next(
            _("The text also needs the approval of a protection officer."),
            reverse("protection:approve_story", args=[self.story.translation_key, self.language_code]),
            _("Approve the text…"),
        )
