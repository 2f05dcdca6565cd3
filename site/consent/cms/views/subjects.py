"""Entering people in a story, changing what it shows of them, taking them out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.clearing import is_cleared
from consent.cms.forms.subjects import SubjectForm
from consent.cms.guard import ConfirmView
from consent.cms.views.stories import StoryView
from consent.models import StorySubject


class SubjectAdd(StoryView):
    """Somebody who was not in the story so far."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("Add a person")

    def get(self, request: HttpRequest, translation_key: UUID) -> HttpResponse:
        """Show the form, with the contributor chosen if the address names one."""
        self.load(translation_key)
        return self.form(SubjectForm(instance=self.subject()))

    def post(self, request: HttpRequest, translation_key: UUID) -> HttpResponseBase:
        """Store the person."""
        self.load(translation_key)
        return self.store(SubjectForm(request.POST, instance=self.subject()))

    def subject(self) -> StorySubject:
        """Return the person that the form is about."""
        return StorySubject(translation_key=self.story.translation_key)

    def store(self, form: SubjectForm) -> HttpResponseBase:
        """Store the person; a change closes the story until the rules were asked again."""
        if not form.is_valid():
            return self.form(form)
        if form.has_changed():
            with said_if_closed(self.request, self.story.translation_key):
                form.save()
        messages.success(self.request, _("The person was saved."))
        return redirect(self.story_url)

    def form(self, form: SubjectForm) -> HttpResponse:
        """Show the form."""
        return self.show(form=form, back=self.story_url, button=gettext_lazy("Save"))


class SubjectEdit(SubjectAdd):
    """Somebody in the story."""

    page_title = gettext_lazy("Edit a person")

    def get(self, request: HttpRequest, translation_key: UUID, subject_id: UUID) -> HttpResponse:  # type: ignore[override]
        """Show the form."""
        return super().get(request, translation_key)

    def post(self, request: HttpRequest, translation_key: UUID, subject_id: UUID) -> HttpResponseBase:  # type: ignore[override]
        """Store the changes."""
        return super().post(request, translation_key)

    def subject(self) -> StorySubject:
        """Return the person. Raises Http404."""
        return subject_or_404(self.story.translation_key, self.kwargs["subject_id"])


class SubjectRemove(StoryView, ConfirmView):
    """Takes somebody out of the story, with their approvals of its text."""

    page_title = gettext_lazy("Take the person out")
    button = gettext_lazy("Take the person out")
    serious = True
    text = gettext_lazy(
        "The person is no longer entered in this story, and their approval of its text is forgotten. The consent "
        "stays on record. The story is closed to readers until it is checked and published again."
    )

    def load(self, *_args: Any) -> None:
        """Fetch the story and the person. Raises Http404."""
        super().load(self.kwargs["translation_key"])
        self.subject = subject_or_404(self.story.translation_key, self.kwargs["subject_id"])

    def act(self) -> None:
        """Take the person out."""
        with said_if_closed(self.request, self.story.translation_key):
            self.subject.delete()
        messages.success(self.request, _("The person was taken out of the story."))

    def get_back_url(self) -> str:
        """Return the story."""
        return self.story_url


@contextmanager
def said_if_closed(request: HttpRequest, translation_key: UUID) -> Iterator[None]:
    """Say so, when a story that could be read before the change cannot be read after it."""
    was_open = is_cleared(translation_key)
    yield
    if was_open and not is_cleared(translation_key):
        messages.warning(
            request,
            _(
                "The story is closed to readers now. The checklist in the page editor says what is missing; once that "
                "is there it opens again."
            ),
        )


def subject_or_404(translation_key: UUID, subject_id: UUID) -> StorySubject:
    """Return a person in a story. Raises Http404."""
    subject = StorySubject.objects.filter(translation_key=translation_key, pk=subject_id).first()
    if subject is None:
        raise Http404
    return subject
