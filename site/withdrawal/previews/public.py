"""What somebody sees who has a private link: the page as it would be published, and two ways to answer."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.login.addresses import client_network
from accounts.login.limits import Limit, TooManyAttempts, spend
from media.models import Rendition
from media.views import cms_rendition
from pages.models import BasePage
from withdrawal.previews.links import Shown, Standing, ask_for_change, say_yes, shown_by
from withdrawal.quiet_pages import quiet

LONGEST = 4000  # characters
WISHES = Limit("wishes for a change", 20, timedelta(hours=1))


class ChangeForm(forms.Form):
    """What is to be changed, in the person's own words."""

    text = forms.CharField(
        label=_("What shall we change?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("Write what we shall change.")},
    )


@quiet
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page, or take the answer. An address that opens nothing says what to do, and not why."""
    answer = request.POST.get("answer") if request.method == "POST" else None
    form = ChangeForm(request.POST if answer == "change" else None)
    if answer == "yes":
        response = _answered(request, say_yes(token, _language()), "yes")
    elif form.is_valid():
        response = _wished(request, token, form)
    else:
        response = _page(request, token, form)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


@quiet
@require_safe
def picture(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Answer with a size of a picture on the page, to whoever has the link and as long as the page itself opens."""
    shown = shown_by(token, _language())
    own = [each.pk for each in shown.page.pictures() if each] if shown.page else []
    if not Rendition.objects.filter(image__in=own, file=f"images/{name}").exists():
        return HttpResponseNotFound()
    response = cms_rendition(request, name)
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request: HttpRequest, token: str, form: ChangeForm) -> HttpResponse:
    shown = shown_by(token, _language())
    if shown.page is None:
        return _closed(request, shown.standing)
    _show_pictures_by(request, shown.page, token)
    # What a visitor would get: the page's own template with its own values, between a word before and the answers.
    context = shown.page.get_context(request)
    context |= {
        "page_template": shown.page.get_template(request),
        "form": form,
        "approved": shown.approved,
        "expires_at": _expiry(shown),
    }
    return TemplateResponse(request, "withdrawal/preview.html", context)


def _wished(request: HttpRequest, token: str, form: ChangeForm) -> HttpResponse:
    try:
        spend((WISHES, client_network(request)))
    except TooManyAttempts:
        form.add_error("text", _("You have written to us several times already. Please try again in an hour."))
        return _page(request, token, form)
    return _answered(request, ask_for_change(token, _language(), form.cleaned_data["text"]), "change")


def _answered(request: HttpRequest, standing: Standing, answer: str) -> HttpResponse:
    if standing is not Standing.OPEN:
        return _closed(request, standing)
    return TemplateResponse(request, "withdrawal/preview_answered.html", {"answer": answer})


def _closed(request: HttpRequest, standing: Standing) -> HttpResponse:
    status = 409 if standing is Standing.CHANGED else 404
    changed = standing is Standing.CHANGED
    return TemplateResponse(request, "withdrawal/preview_closed.html", {"changed": changed}, status=status)


def _show_pictures_by(request: HttpRequest, page: BasePage, token: str) -> None:
    """Let the page's own pictures come by an address that only this token opens; others are public anyway."""
    own = {each.pk for each in page.pictures() if each}

    def address(rendition: Rendition) -> str:
        if rendition.image_id not in own:
            return rendition.public_url
        return reverse("your_story:preview_picture", args=[token, rendition.file_name])

    request.picture_address = address  # type: ignore[attr-defined]


def _expiry(shown: Shown) -> Any:
    return shown.link.expires_at if shown.link else None


def _language() -> str:
    return translation.get_language() or ""
