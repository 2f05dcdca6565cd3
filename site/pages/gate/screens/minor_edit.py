"""The mark that a change is a minor edit: the person who approved the text need not be asked again.

Whoever may publish the page may mark it, the author of the change among them: the mark opens nothing by itself,
since the same text needs the approval of a colleague who neither wrote it nor recorded the consent (rule 7). Only
while a story may pass without that second pair of eyes, nobody who wrote the text since a colleague read it may be
the one who calls the change minor: then nobody else would have looked.
"""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.authorship import authors_of
from consent.models import MinorEdit
from pages.gate.changes import changes_since_approval
from pages.gate.reviewing import review, text_hash_of
from pages.gate.screens.asking import Question


class MinorEditQuestion(Question):
    """What both have in common: the right to publish the page."""

    def may_act(self) -> bool:
        """Ask for the right to publish: the mark decides whether a story can go out."""
        permissions = self.page.permissions_for_user(self.user)
        return bool(permissions.can_edit() and permissions.can_publish())


class MarkMinorEdit(MinorEditQuestion):
    """Shows what has changed since the person approved the text, and asks whether anything that is told did."""

    template_name = "pages/minor_edit.html"
    page_title = gettext_lazy("Mark as a minor edit")

    def load(self) -> HttpResponseBase | None:
        """See whether there is anything to mark."""
        self.fingerprint = text_hash_of(self.draft)
        refusals = review(self.draft).refusals
        if not any(refusal.code == "final_text_changed" for refusal in refusals):
            messages.info(self.request, _("There is no change since the approval that could be marked."))
            return redirect(self.editor_url)
        unseen = any(refusal.code == "approved_in_absence" for refusal in refusals)
        self.alone = unseen and self.user.pk in authors_of(**self.here, text_hash=self.fingerprint)
        return None

    def ask(self) -> HttpResponseBase:
        """Show the changes."""
        return self.show(
            comparison=changes_since_approval(self.page, self.draft), fingerprint=self.fingerprint, alone=self.alone
        )

    def answer(self) -> HttpResponseBase | None:
        """Keep the mark, if it is about the text that stands there now."""
        if self.alone:
            return self.ask()
        if self.request.POST.get("fingerprint") != self.fingerprint:
            messages.warning(self.request, _("The text was changed in the meantime. Please compare it again."))
            return self.ask()
        MinorEdit.objects.get_or_create(**self.here, text_hash=self.fingerprint, defaults={"marked_by": self.user})
        messages.success(self.request, _("The change is marked as a minor edit. The next change needs a new mark."))
        return None


class TakeBackMinorEdit(MinorEditQuestion):
    """Takes the mark back: the person in the story is to be asked after all."""

    template_name = "pages/take_back.html"
    page_title = gettext_lazy("Take the mark back")

    def load(self) -> HttpResponseBase | None:
        """Fetch the mark. Raises Http404 for one of another story."""
        self.marked = get_object_or_404(MinorEdit, **self.here, pk=self.kwargs["mark_id"])
        return None

    def ask(self) -> HttpResponseBase:
        """Say what follows."""
        text = _(
            "The text then needs the approval of the person in the story again. If the story is online with this text, "
            "it is closed to readers until they have approved it."
        )
        return self.show(text=text)

    def answer(self) -> None:
        """Take it back."""
        self.marked.delete()
        messages.success(self.request, _("The mark was taken back."))
