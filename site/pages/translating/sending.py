"""Sending pages and vocabularies to be translated: to whom that is open, where they can go, and who is told."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail.snippets.permissions import get_permission_name
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView

from pages.gate.translations import GatedUpdateTranslationsView
from pages.translating.telling import tell_translators

HOME_DEPTH = 2  # of home pages, in Wagtail's tree


class SendPage(SubmitPageTranslationView):
    """Sends a page to be translated into languages in which the page above it is there already.

    wagtail-localize would make the pages above as it goes: live, at the addresses of one language with the texts of
    another, up to a home page for a language that has none.
    """

    object: Page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not change the page; say why where it can go nowhere. Raises PermissionDenied."""
        page = self.get_object()
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if request.user.has_perm("wagtail_localize.submit_translation") and not self._reachable(page).exists():
            messages.warning(request, self._why_nowhere(page))
            return redirect("wagtailadmin_pages:edit", page.pk)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_form(self) -> Any:
        """Offer only languages that the page can go to."""
        form = super().get_form()
        field = form.fields["locales"]
        field.queryset = field.queryset.filter(pk__in=self._reachable(self.object))
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        """Send it, and tell those who translate."""
        # A fixed list: asked again afterwards, the field's query leaves out what has a translation by then.
        locales = [locale.pk for locale in form.cleaned_data["locales"]]
        before = set(Translation.objects.filter(enabled=True).values_list("pk", flat=True))
        response: HttpResponse = super().form_valid(form)
        sent = Translation.objects.filter(enabled=True, target_locale__in=locales)
        tell_translators(sent.exclude(pk__in=before), self.request.user)
        return response

    def _reachable(self, page: Page) -> "QuerySet[Locale]":
        others = Locale.objects.exclude(pk=page.locale_id)
        if page.depth > HOME_DEPTH:
            return others.filter(pk__in=page.get_parent().get_translations().values("locale"))
        # A home page begins a language, which is for those who may add pages beside it.
        begins = page.get_parent().permissions_for_user(self.request.user).can_add_subpage()
        return others if begins else others.none()

    def _why_nowhere(self, page: Page) -> str:
        if page.depth > HOME_DEPTH:
            text = _("Send the page above it, “%(title)s”, to be translated first: a page needs its place in the tree.")
            return text % {"title": page.get_parent().get_admin_display_title()}
        return _("A home page for another language is added by an administrator.")


class SendVocabulary(SubmitSnippetTranslationView):
    """Sends an entry of a vocabulary, or menu and footer, to be translated: for those who may change them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse others, since a translated entry is published at once. Raises PermissionDenied."""
        if not request.user.has_perm(get_permission_name("change", type(self.get_object()))):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class SynchronizeTranslations(GatedUpdateTranslationsView):
    """Takes the changes of an original over into its translations, and tells those who translate what is new."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not change the original. Raises PermissionDenied."""
        source = get_object_or_404(TranslationSource, pk=self.kwargs["translation_source_id"])
        original = source.get_source_instance()
        if isinstance(original, Page):
            allowed = original.permissions_for_user(request.user).can_edit()
        else:
            allowed = request.user.has_perm(get_permission_name("change", type(original)))
        if not allowed:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Take them over, and tell."""
        response: HttpResponse = super().form_valid(form)
        tell_translators(self.object.translations.filter(enabled=True), self.request.user)
        return response
