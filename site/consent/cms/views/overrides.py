"""Exceptions that an officer decides on, each with its reason and end, and answers about common words."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from consent.cms.forms.contributors import ProcedureOverrideForm
from consent.cms.forms.subjects import AbsenceForm, CommonWordForm
from consent.cms.guard import ConfirmView, OfficerView, Trail
from consent.cms.views.contributors import contributor_or_404
from consent.cms.views.stories import StoryView
from consent.models import AbsenceOverride, CommonWordAnswer


class ProcedureOverride(OfficerView):
    """Publishing in spite of an open procedure. The reason of an earlier decision is not shown again."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("Publish in spite of the procedure")
    header_icon = "warning"

    def get_trail(self) -> Trail:
        """Return the contributor above."""
        return [(reverse("protection:contributor", args=[self.person.pk]), self.person.called)]

    def get(self, request: HttpRequest, contributor_id: UUID) -> HttpResponse:
        """Show the empty form."""
        self.person = contributor_or_404(contributor_id)
        return self._form(ProcedureOverrideForm())

    def post(self, request: HttpRequest, contributor_id: UUID) -> HttpResponseBase:
        """Store the decision."""
        self.person = contributor_or_404(contributor_id)
        form = ProcedureOverrideForm(request.POST)
        if not form.is_valid():
            return self._form(form)
        self.person.procedure_override_reason = form.cleaned_data["reason"]
        self.person.procedure_override_until = form.cleaned_data["until"]
        self.person.procedure_override_by = self.officer
        self.person.save()
        messages.success(request, _("The decision was recorded. Publish the stories again to open them."))
        return redirect(self._back())

    def _form(self, form: ProcedureOverrideForm) -> HttpResponse:
        return self.show(form=form, back=self._back(), button=gettext_lazy("Record the decision"))

    def _back(self) -> str:
        asked: str = get_valid_next_url_from_request(self.request)
        return asked or reverse("protection:contributor", args=[self.person.pk])


class ProcedureOverrideEnd(ConfirmView):
    """Ends the exception before its last day."""

    page_title = gettext_lazy("End the exception")
    button = gettext_lazy("End the exception now")
    header_icon = "warning"
    serious = True
    text = gettext_lazy("While the procedure is open, the stories of this person are closed to readers from now on.")

    def load(self) -> None:
        """Fetch the contributor. Raises Http404."""
        self.person = contributor_or_404(self.kwargs["contributor_id"])

    def get_trail(self) -> Trail:
        """Return the contributor above."""
        return [(self.get_back_url(), self.person.called)]

    def act(self) -> None:
        """End it."""
        self.person.procedure_override_reason = ""
        self.person.procedure_override_until = None
        self.person.procedure_override_by = None
        self.person.save()
        messages.success(self.request, _("The exception has ended."))

    def get_back_url(self) -> str:
        """Return the contributor."""
        return reverse("protection:contributor", args=[self.person.pk])


class AbsenceAdd(StoryView):
    """Publishing a story without a second pair of eyes for a while."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("Publish without a second pair of eyes")

    def get(self, request: HttpRequest, translation_key: UUID) -> HttpResponse:
        """Show the empty form."""
        self.load(translation_key)
        return self._form(AbsenceForm())

    def post(self, request: HttpRequest, translation_key: UUID) -> HttpResponseBase:
        """Store the decision."""
        self.load(translation_key)
        form = AbsenceForm(request.POST)
        if not form.is_valid():
            return self._form(form)
        AbsenceOverride.objects.create(translation_key=translation_key, decided_by=self.officer, **form.cleaned_data)
        messages.success(request, _("The decision was recorded."))
        return redirect(self.story_url)

    def _form(self, form: AbsenceForm) -> HttpResponse:
        return self.show(form=form, back=self.story_url, button=gettext_lazy("Record the decision"))


class CommonWordAdd(StoryView):
    """The answer that a name in the text is a common word there."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("A name that is also a common word")

    def get(self, request: HttpRequest, translation_key: UUID) -> HttpResponse:
        """Show the empty form."""
        self.load(translation_key)
        return self._form(CommonWordForm(translation_key=translation_key))

    def post(self, request: HttpRequest, translation_key: UUID) -> HttpResponseBase:
        """Store the answer."""
        self.load(translation_key)
        form = CommonWordForm(request.POST, translation_key=translation_key)
        if not form.is_valid():
            return self._form(form)
        CommonWordAnswer.objects.create(translation_key=translation_key, answered_by=self.officer, **form.cleaned_data)
        messages.success(request, _("The answer was recorded."))
        return redirect(self.story_url)

    def _form(self, form: CommonWordForm) -> HttpResponse:
        return self.show(form=form, back=self.story_url, button=gettext_lazy("It is a common word here"))


class CommonWordRemove(StoryView, ConfirmView):
    """Takes an answer back."""

    page_title = gettext_lazy("Take the answer back")
    button = gettext_lazy("Take the answer back")
    serious = True
    text = gettext_lazy("The name is looked for in the text again. A story that has it is refused when published next.")

    def load(self, *_args: Any) -> None:
        """Fetch the story and the answer. Raises Http404."""
        super().load(self.kwargs["translation_key"])
        answers = CommonWordAnswer.objects.defer("spelling").filter(translation_key=self.story.translation_key)
        answer = answers.filter(pk=self.kwargs["answer_id"]).first()
        if answer is None:
            raise Http404
        self.answered = answer

    def act(self) -> None:
        """Take it back."""
        self.answered.delete()
        messages.success(self.request, _("The answer was taken back."))

    def get_back_url(self) -> str:
        """Return the story."""
        return self.story_url
