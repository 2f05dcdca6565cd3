"""Closing a story by hand, at once and everywhere, and opening it again."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.clearing import is_cleared, is_suspended, resume, suspend
from consent.cms.guard import ConfirmView
from consent.cms.views.stories import StoryView


class SuspensionView(StoryView, ConfirmView):
    """A question about one story."""

    def load(self, *_args: Any) -> None:
        """Fetch the story. Raises Http404."""
        super().load(self.kwargs["translation_key"])

    def get_back_url(self) -> str:
        """Return the story."""
        return self.story_url


class SuspendStory(SuspensionView):
    """Closes a story while something is found out."""

    page_title = gettext_lazy("Suspend the story")
    button = gettext_lazy("Suspend it now")
    header_icon = "warning"
    serious = True
    text = gettext_lazy(
        "From this moment on nobody can read the story: in no language, not on the website, not in lists and not in "
        "the feeds for other sites, whatever is agreed or published in the meantime. Nothing is deleted. It stays so "
        "until a protection officer lifts the suspension. Who suspended it, and when, stands in the log."
    )

    def act(self) -> None:
        """Suspend it, unless a colleague was faster."""
        if not is_suspended(self.story.translation_key):
            suspend(self.story.translation_key, self.officer)
        messages.success(self.request, _("The story is suspended. Nobody can read it now."))


class ResumeStory(SuspensionView):
    """Lifts the suspension."""

    page_title = gettext_lazy("Lift the suspension")
    button = gettext_lazy("Lift the suspension")
    text = gettext_lazy(
        "In each language and place for which everything is in order the story can be read again at once. What lacks "
        "a consent or an approval stays closed."
    )

    def act(self) -> None:
        """Lift it, and say what that opened."""
        if is_suspended(self.story.translation_key):
            resume(self.story.translation_key, self.officer)
        if is_cleared(self.story.translation_key):
            messages.success(self.request, _("The suspension is lifted. The story can be read again."))
        else:
            messages.warning(
                self.request, _("The suspension is lifted. The story stays closed, because something else is missing.")
            )
