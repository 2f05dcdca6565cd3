"""The page on which people take back what they agreed to: one field, one button."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.login.addresses import client_network
from accounts.login.limits import TooManyAttempts
from consent.models import ConsentSettings
from withdrawal.codes import take_back
from withdrawal.quiet_pages import quiet, show, wait


class CodeForm(forms.Form):
    """The code, as it is typed."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=80,
        error_messages={"required": _("Write the code first.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "autocorrect": "off",
                "spellcheck": "false",
                "dir": "ltr",
                "aria-describedby": "code-help",
            }
        ),
    )

    def refuse(self) -> None:
        """Say the same of every code that is none."""
        self.add_error("code", _("This code does not work. Please look at each sign again, or ask us without a code."))


@quiet
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_with_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code, or close everything of whoever holds it. The answer says nothing about who that is."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            known = take_back(form.cleaned_data["code"], client_network(request))
        except TooManyAttempts as refusal:
            return wait(request, "withdraw", refusal, form=form)
        if known:
            days = ConsentSettings.current().undo_days
            return show(request, "withdrawn", days=days)
        form.refuse()
    return show(request, "withdraw", form=form)
