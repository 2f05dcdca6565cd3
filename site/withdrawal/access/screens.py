"""The officers' screen that hands out everything that is held on somebody."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.encryption import CannotDecrypt
from consent.access import open_contributor
from consent.cms.forms.grouping import GroupedForm
from consent.cms.guard import OfficerView, Trail
from consent.cms.permissions import site_languages
from consent.cms.views.contributors import contributor_or_404
from consent.models import Contributor
from consent.models.events import record_event
from consent.vocabulary import Verb
from withdrawal.access.archive import entries_about, zipped


class LanguageForm(GroupedForm, forms.Form):
    """In which language the page is written."""

    groups = [(gettext_lazy("The page to read"), ["language"])]  # noqa: RUF012

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=site_languages,
        help_text=gettext_lazy("What was written down stays as it was written; the words around it are in this one."),
    )


class AccessExport(OfficerView):
    """Asks for the language, and sends the file. Each making is logged before anything is read."""

    template_name = "withdrawal/access.html"
    page_title = gettext_lazy("Everything that is kept")
    header_icon = "download"
    person: Contributor

    def get_trail(self) -> Trail:
        """Return the contributor above."""
        return [(reverse("protection:contributor", args=[self.person.pk]), self.person.called)]

    def get(self, request: HttpRequest, contributor_id: Any) -> HttpResponse:
        """Show the form, with the language of the person chosen."""
        self.person = contributor_or_404(contributor_id)
        return self._form(LanguageForm(initial={"language": self.person.contact_language}))

    def post(self, request: HttpRequest, contributor_id: Any) -> HttpResponseBase:
        """Log it, and send everything."""
        self.person = contributor_or_404(contributor_id)
        form = LanguageForm(request.POST)
        if not form.is_valid():
            return self._form(form)
        try:
            person = open_contributor(self.officer, contributor_id)
            record_event(Verb.ACCESS_EXPORTED, "contributor", person.pk, self.officer)
            entries = entries_about(person, form.cleaned_data["language"])
        except Contributor.DoesNotExist:
            raise Http404 from None
        except CannotDecrypt:
            form.add_error(None, _("Something that is encrypted cannot be read. Ask the administrator of the server."))
            return self._form(form)
        response = StreamingHttpResponse(zipped(entries), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="access-{person.reference}.zip"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def _form(self, form: LanguageForm) -> HttpResponse:
        return self.show(
            form=form,
            back=reverse("protection:contributor", args=[self.person.pk]),
            button=gettext_lazy("Make the file"),
        )
