"""Updating translations from their source: wagtail-localize can publish them in the same step, and nobody asks."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.views.update_translations import UpdateTranslationsView

from pages.gate.drafts import draft_of
from pages.gate.refusing import describe, refusals_of


class GatedUpdateTranslationsView(UpdateTranslationsView):
    """Wagtail-localize's view, which publishes only those translations that the rules allow and says what is missing.

    It stands in the place of the original: its address is registered before.
    """

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Update everything first, so that what is asked about is what would be published."""
        publish = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False
        response: HttpResponse = super().form_valid(form)
        if publish:
            for translation in self.object.translations.filter(enabled=True).select_related("target_locale"):
                self._publish(translation)
        return response

    def _publish(self, translation: Any) -> None:
        target = translation.get_target_instance()
        if isinstance(target, Page) and not target.permissions_for_user(self.request.user).can_publish():
            text = _("“%(title)s” was updated and not published: an editor publishes it.")
            messages.warning(self.request, text % {"title": target.get_admin_display_title()})
            return
        if isinstance(target, Page) and (missing := refusals_of(draft_of(target))):
            messages.error(self.request, describe(target, missing))
            return
        try:
            translation.save_target(user=self.request.user, publish=True)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
