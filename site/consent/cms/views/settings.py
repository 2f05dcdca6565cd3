"""What the office sets about consent. For protection officers: a setting may loosen a rule."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.cms.forms.settings import SettingsForm
from consent.cms.guard import OfficerView
from consent.models import ConsentSettings


class SettingsEdit(OfficerView):
    """The settings. Each change is in the log."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("Settings of consent")
    header_icon = "cogs"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what is set."""
        return self._form(SettingsForm(instance=ConsentSettings.current()))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Store the changes."""
        form = SettingsForm(request.POST, instance=ConsentSettings.current())
        if not form.is_valid():
            return self._form(form)
        if form.has_changed():
            form.save()
            text = _(
                "The settings were saved. Stories that a stricter setting may concern are closed from this moment on. "
                "All pages with people are now checked one by one; what may be read opens within a few minutes."
            )
            messages.success(request, text)
        else:
            messages.info(request, _("Nothing was changed."))
        return redirect("protection:settings")

    def _form(self, form: SettingsForm) -> HttpResponse:
        return self.show(form=form, back=reverse("protection:contributors"), button=gettext_lazy("Save"))
