"""The contributors: a list with a search, and one person with what they agreed to and where they appear."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.access import open_contributor
from consent.cms.buttons import contributor_buttons
from consent.cms.forms.contributors import ContributorForm, ContributorSearchForm
from consent.cms.guard import OfficerView, Trail
from consent.cms.more_panels import more_panels
from consent.cms.names import contributors_called
from consent.cms.spoken_languages import name_of
from consent.cms.story_lights import Lights, with_records
from consent.cms.story_pages import stories_by_key
from consent.models import Contributor
from consent.models.events import record_event
from consent.vocabulary import Verb

A_PAGE = 50


class ContributorList(OfficerView):
    """All contributors by publication name. Nothing is decrypted but for a search by true name."""

    template_name = "consent/contributors.html"
    page_title = gettext_lazy("Contributors")
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here, without this screen twice."""
        items = super().get_breadcrumbs_items()
        return [items[0], {"url": "", "label": gettext_lazy("Protection")}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list, page by page."""
        people = _listed(Contributor.objects.all())
        page = Paginator(people, A_PAGE).get_page(request.GET.get("p"))
        return self.show(rows=_rows(list(page)), page=page, search=ContributorSearchForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show who is called so."""
        search = ContributorSearchForm(request.POST)
        wanted = search.cleaned_data["name"].strip() if search.is_valid() else ""
        if not wanted and search.is_valid():
            return self.get(request)
        found = contributors_called(wanted) if wanted else []
        if wanted:
            # How many were found is all that is written of it.
            record_event(Verb.NAME_SEARCHED, "search", len(found))
        people = _listed(Contributor.objects.filter(pk__in=found))
        return self.show(rows=_rows(list(people)), search=search, searched=True)


class ContributorAdd(OfficerView):
    """A new contributor."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("New contributor")
    header_icon = "group"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the empty form."""
        return self._form(ContributorForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Store the contributor."""
        form = ContributorForm(request.POST)
        if not form.is_valid():
            return self._form(form)
        person = form.save()
        messages.success(request, _("The contributor was added. Now record the consent."))
        return redirect("protection:contributor", person.pk)

    def _form(self, form: ContributorForm) -> HttpResponse:
        return self.show(form=form, back=reverse("protection:contributors"), button=gettext_lazy("Save"))


class ContributorDetail(OfficerView):
    """One contributor. Opening this is logged."""

    template_name = "consent/contributor.html"
    header_icon = "user"

    def get(self, request: HttpRequest, contributor_id: UUID) -> HttpResponse:
        """Log the opening, and show who it is."""
        try:
            person = open_contributor(self.officer, contributor_id)
        except Contributor.DoesNotExist:
            raise Http404 from None
        self.page_title = person.called
        keys = person.subjects.values_list("translation_key", flat=True)
        return self.show(
            person=person,
            records=person.records.without_secrets(),
            stories=stories_by_key(keys),
            light=Lights().contributor(with_records(Contributor.objects.filter(pk=person.pk)).get()),
            contact_language=name_of(person.contact_language),
            buttons=contributor_buttons(person),
            more_panels=more_panels("contributor", person),
        )


class ContributorEdit(OfficerView):
    """Changing a contributor. Opening the form is logged, since it shows what the record holds."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("Edit")
    header_icon = "user"

    def get_trail(self) -> Trail:
        """Return the contributor above."""
        return [(reverse("protection:contributor", args=[self.person.pk]), self.person.called)]

    def get(self, request: HttpRequest, contributor_id: UUID) -> HttpResponse:
        """Log the opening, and show the form."""
        try:
            self.person = open_contributor(self.officer, contributor_id)
        except Contributor.DoesNotExist:
            raise Http404 from None
        return self._form(ContributorForm(instance=self.person))

    def post(self, request: HttpRequest, contributor_id: UUID) -> HttpResponseBase:
        """Store the changes."""
        self.person = contributor_or_404(contributor_id)
        form = ContributorForm(request.POST, instance=self.person)
        if not form.is_valid():
            return self._form(form)
        if form.has_changed():
            form.save()
        messages.success(request, _("The changes were saved."))
        return redirect("protection:contributor", self.person.pk)

    def _form(self, form: ContributorForm) -> HttpResponse:
        return self.show(
            form=form, back=reverse("protection:contributor", args=[self.person.pk]), button=gettext_lazy("Save")
        )


def contributor_or_404(contributor_id: UUID) -> Contributor:
    """Return a contributor with nothing decrypted. Raises Http404."""
    person = Contributor.objects.without_secrets().filter(pk=contributor_id).first()
    if person is None:
        raise Http404
    return person


def _listed(people: "QuerySet[Contributor]") -> "QuerySet[Contributor]":
    counted = people.annotate(stories=Count("subjects__translation_key", distinct=True))
    listed: QuerySet[Contributor] = with_records(counted.order_by("publication_name", "created_at"))
    return listed


def _rows(people: list[Contributor]) -> list[dict[str, Any]]:
    light_of = Lights()
    return [{"person": person, "light": light_of.contributor(person)} for person in people]
