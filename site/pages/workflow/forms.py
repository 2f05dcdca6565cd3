"""The forms in the windows in which somebody approves a page or sends it back."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page

from consent.texts import text_fingerprint
from pages.gate.drafts import draft_of
from pages.workflow.deciding import (
    MENDED_BY_APPROVAL,
    asked_again,
    lines_against,
    reason_against_officer,
    what_stops_editor,
    what_stops_officer,
)


class ReasonForm(forms.Form):
    """Sends a page back: not without saying why."""

    comment = forms.CharField(label=_("What should be changed?"), widget=forms.Textarea(attrs={"rows": 3}))


class ApprovalForm(TaskStateCommentForm):
    """Approves a page, unless something stands against it, which it lists.

    ``page`` and ``user`` come from the views of this room.
    """

    # Wagtail's field, with a label in every language of the site.
    comment = forms.CharField(
        label=_("A word to your colleagues, if you like"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    mends: ClassVar[set[str]] = set()
    """What the approval itself puts right."""

    @sensitive_variables()
    def __init__(self, *args: Any, page: Page, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.draft = draft_of(page)
        self.obstacles = self.find_obstacles()
        self.lines = lines_against(self.draft, page, user, besides=self.mends) if self.obstacles else []

    def find_obstacles(self) -> list[str]:
        """Return in sentences what stands against an approval: nothing, unless a kind of approval knows better."""
        return []

    def clean(self) -> dict[str, Any]:
        """Refuse while anything stands against it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.obstacles:
            raise ValidationError(self.obstacles)
        return cleaned


class OfficerApprovalForm(ApprovalForm):
    """The approval of a protection officer, for exactly the text that was there when the window opened."""

    mends = MENDED_BY_APPROVAL
    fingerprint = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fingerprint"].initial = text_fingerprint(self.draft)

    @property
    def story_url(self) -> str:
        """Where officers enter people and consents."""
        return reverse("protection:story", args=[self.draft.translation_key])

    @property
    def text_url(self) -> str:
        """Where the text stands as readers would see it, large enough to be read."""
        return reverse("protection:story_text", args=[self.draft.translation_key, self.draft.locale.language_code])

    @property
    def against(self) -> str:
        """Why this officer may not approve at all."""
        return reason_against_officer(self.user, self.draft)

    def find_obstacles(self) -> list[str]:
        """Return what an officer has to see to first."""
        return what_stops_officer(self.user, self.draft)

    def clean(self) -> dict[str, Any]:
        """Refuse a text that nobody has read yet."""
        cleaned = super().clean()
        if cleaned.get("fingerprint") != self.fields["fingerprint"].initial:
            raise ValidationError(_("The text was changed in the meantime. Close this window and read it again."))
        return cleaned


class EditorApprovalForm(ApprovalForm):
    """The approval with which a page is published."""

    @property
    def against(self) -> str:
        """What to do about a text that was changed after its approval."""
        return asked_again(self.draft)

    def find_obstacles(self) -> list[str]:
        """Return what the rules still miss, and what to do about a text that was changed after its approval."""
        return what_stops_editor(self.draft)
