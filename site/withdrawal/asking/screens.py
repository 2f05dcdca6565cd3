"""The officers' screens for asking: the form to print, the same on a telephone, the person's copy, a new code."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from consent.cms.guard import ConfirmView, OfficerView, Trail
from consent.cms.views.contributors import contributor_or_404
from consent.cms.views.records import record_or_404, title_of
from consent.models import ConsentRecord, Contributor
from consent.vocabulary import RecordStatus
from withdrawal.asking.filling import direction_of, filled, withdrawal_address
from withdrawal.asking.questions import Answered, DecisionForm, QuestionsForm, answered
from withdrawal.asking.texts import FormText, form_text, text_of_record
from withdrawal.codes import make_code


class AskingView(OfficerView):
    """A screen about one person and the form in one language."""

    header_icon = "form"
    person: Contributor
    text: FormText

    def load(self) -> None:
        """Fetch the person, with nothing decrypted, and the form. Raises Http404."""
        self.person = contributor_or_404(self.kwargs["contributor_id"])
        try:
            self.text = filled(form_text(self.kwargs["language"]), self.request)
        except KeyError:
            raise Http404 from None

    def get_trail(self) -> Trail:
        """Return the contributor above."""
        return [(self.person_url, self.person.called)]

    @property
    def person_url(self) -> str:
        """The address of the person's own screen."""
        return reverse("protection:contributor", args=[self.person.pk])


class FormToPrint(AskingView):
    """The form on paper, with the person's reference and no name."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the page to print."""
        self.load()
        empty = [Answered(question, [""] * len(self.text.places)) for question in self.text.elements.values()]
        return on_paper(request, self.text, questions=empty, reference=self.person.reference)


class Intake(AskingView):
    """The form on an officer's telephone, in the order of the paper; what is stored is a draft."""

    template_name = "withdrawal/intake.html"

    def get_page_title(self) -> str:
        """Return what the screen is called."""
        return _("Take the consent")

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        self.load()
        return self._form(QuestionsForm(text=self.text), DecisionForm(instance=self._draft()))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
        """Store the draft with its permissions, both or neither."""
        self.load()
        draft = self._draft()
        draft.recorded_by = self.officer
        questions, decision = QuestionsForm(request.POST, text=self.text), DecisionForm(request.POST, instance=draft)
        # Both are looked at, so that everything that is wrong is said at once.
        if not all([questions.is_valid(), decision.is_valid()]):
            return self._form(questions, decision)
        with transaction.atomic():
            record = decision.save()
            questions.save(record)
        self._say(questions.unanswered())
        return redirect("protection:record", record.pk)

    def _draft(self) -> ConsentRecord:
        return ConsentRecord(
            contributor=self.person,
            form_version=self.text.version,
            form_language=self.text.language,
            given_on=timezone.localdate(),
        )

    def _say(self, unanswered: int) -> None:
        text = _("The draft was saved. Add a photo of the signed form, then make the consent valid.")
        if unanswered:
            text += " " + ngettext(
                "%(number)d question has no answer; that counts as a no.",
                "%(number)d questions have no answer; that counts as a no.",
                unanswered,
            ) % {"number": unanswered}
        messages.success(self.request, text)

    def _form(self, questions: QuestionsForm, decision: DecisionForm) -> HttpResponse:
        wrong = [(each.whole, list(each.whole.errors)) for each in questions.questions() if each.wrong]
        return self.show(
            text=self.text,
            direction=direction_of(self.text),
            questions=questions,
            decision=decision,
            wrong=[*wrong, *decision.wrong_fields()],
            back=self.person_url,
        )


class CopyForPerson(ConfirmView):
    """The paper that the person keeps: what they agreed to, and a new code that is shown this once."""

    page_title = gettext_lazy("Copy for the person")
    header_icon = "doc-full"
    button = gettext_lazy("Make a new code and show the copy")
    text = gettext_lazy(
        "The copy says what the person agreed to and carries a new withdrawal code. The code is shown this once: print "
        "the copy at once. A code that the person got before ends."
    )

    def load(self) -> None:
        """Fetch the record. Raises Http404."""
        self.record = record_or_404(self.kwargs["record_id"])
        if self.record.status not in (RecordStatus.DRAFT, RecordStatus.VALID):
            raise Http404

    def get_trail(self) -> Trail:
        """Return the contributor and the record above."""
        person = self.record.contributor
        return [
            (reverse("protection:contributor", args=[person.pk]), person.called),
            (self.get_back_url(), title_of(self.record)),
        ]

    def get_back_url(self) -> str:
        """Return the record's own screen."""
        return reverse("protection:record", args=[self.record.pk])

    def act(self) -> HttpResponse:
        """Make the code and show the paper."""
        text = filled(text_of_record(self.record.form_language, self.record.form_version), self.request)
        return on_paper(
            self.request,
            text,
            questions=answered(text, self.record.scopes.all()),
            reference=self.record.contributor.reference,
            record=self.record,
            code=make_code(self.record.contributor_id, self.officer),
        )


class CodeRenewal(ConfirmView):
    """A new code for somebody who lost theirs."""

    page_title = gettext_lazy("New withdrawal code")
    header_icon = "key"
    button = gettext_lazy("Make a new code")
    text = gettext_lazy(
        "Make sure first that this is the person. The new code is shown once, and a code that they got before ends."
    )

    def load(self) -> None:
        """Fetch the person. Raises Http404."""
        self.person = contributor_or_404(self.kwargs["contributor_id"])

    def get_trail(self) -> Trail:
        """Return the contributor above."""
        return [(self.get_back_url(), self.person.called)]

    def get_back_url(self) -> str:
        """Return the person's own screen."""
        return reverse("protection:contributor", args=[self.person.pk])

    def act(self) -> HttpResponse:
        """Make the code and show it."""
        self.template_name = "withdrawal/code_made.html"
        code = make_code(self.person.pk, self.officer)
        return self.show(code=code, address=withdrawal_address(), back=self.get_back_url())


def on_paper(request: HttpRequest, text: FormText, **values: Any) -> HttpResponse:
    """Return a page for A4 paper in the language of the form."""
    with translation.override(text.language):
        response = TemplateResponse(
            request, "withdrawal/form_on_paper.html", {"text": text, "direction": direction_of(text), **values}
        )
        return response.render()
