"""Approving a text: by an officer who neither wrote it nor recorded the consent, and by the person in the story."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.cms.guard import ConfirmView
from consent.cms.officer_approval import approve_text, words_against
from consent.cms.story_pages import page_or_404
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
            **context,
        )

    def against(self) -> str:
        """Return why this cannot be approved by this officer, if so."""
        return ""

    def act(self) -> HttpResponseBase | None:
        """Store the yes, if it is to the text that stands there now."""
        if not self.fingerprint or self.against():
            return self.ask()
        if self.request.POST.get("fingerprint") != self.fingerprint:
            messages.warning(self.request, _("The text was changed in the meantime. Please read it again."))
            return self.ask()
        self.approve()
        messages.success(self.request, _("The approval was recorded."))
        return None

    def approve(self) -> None:
        """Store the yes."""
        raise NotImplementedError

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

    def approve(self) -> None:
        """Store the officer's approval."""
        approve_text(self.page, self.officer, self.fingerprint)


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

    def approve(self) -> None:
        """Store the person's approval."""
        FinalTextApproval.objects.create(
            subject=self.subject,
            language_code=self.language_code,
            text_hash=self.fingerprint,
            recorded_by=self.officer,
        )
