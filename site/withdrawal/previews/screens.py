"""What officers do about private links, beneath the screen of a story: making, seeing and revoking them."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Page

from consent.cms.forms.grouping import GroupedForm
from consent.cms.guard import ConfirmView, OfficerView, Trail
from consent.cms.permissions import site_languages
from consent.cms.story_pages import story_or_404
from consent.models import StorySubject
from consent.models.events import record_event
from consent.texts import can_fingerprint
from consent.vocabulary import Verb
from withdrawal.models import ChangeWish, PreviewLink
from withdrawal.previews.links import DAYS, MOST_DAYS, make_link, revoke


class LinkForm(GroupedForm, forms.Form):
    """For whom, in which language and for how long."""

    groups = [(gettext_lazy("The link"), ["subject", "language_code", "days"])]  # noqa: RUF012

    subject = forms.ChoiceField(label=gettext_lazy("For whom"))
    language_code = forms.ChoiceField(
        label=gettext_lazy("Language"), help_text=gettext_lazy("The language of the text that is shown.")
    )
    days = forms.IntegerField(
        label=gettext_lazy("Opens for (days)"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=DAYS,
        help_text=gettext_lazy("Afterwards it shows nothing. You can revoke it earlier."),
    )

    def __init__(self, *args: Any, people: list[StorySubject], pages: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_names = dict(site_languages())
        codes = [page.locale.language_code for page in pages]
        choices: dict[str, list[tuple[str, str]]] = {
            "subject": [(str(each.pk), each.contributor.called) for each in people if each.contributor],
            "language_code": [(code, own_names.get(code, code)) for code in codes],
        }
        for name, known in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
            field.choices = known


class LinkView(OfficerView):
    """A screen about the links of one story."""

    header_icon = "view"

    def load(self, translation_key: UUID) -> None:
        """Fetch the story and who is in it. Raises Http404."""
        self.story = story_or_404(translation_key)
        people = StorySubject.objects.filter(translation_key=translation_key, contributor__isnull=False)
        self.people = list(people.select_related("contributor").defer(*(f"contributor__{each}" for each in SECRETS)))

    @property
    def story_url(self) -> str:
        """The address of the story's own screen."""
        return reverse("protection:story", args=[self.story.translation_key])

    def get_trail(self) -> Trail:
        """Return the story above."""
        return [(reverse("protection:stories"), gettext_lazy("People in stories")), (self.story_url, self.story.title)]


SECRETS = ("true_names", "contact", "procedure_override_reason")


class LinkAdd(LinkView):
    """A new link. Its address is shown on the answer to this form, and never again."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("A link to see the text first")

    def get(self, request: HttpRequest, translation_key: UUID) -> HttpResponse:
        """Show the form, with the person chosen whom the address names."""
        self.load(translation_key)
        return self._form(self._empty())

    def post(self, request: HttpRequest, translation_key: UUID) -> HttpResponse:
        """Make the link and show its address."""
        self.load(translation_key)
        form = LinkForm(request.POST, people=self.people, pages=self.story.pages)
        if not can_fingerprint():
            form.add_error(None, _("Texts cannot be approved on this site yet."))
        if not form.is_valid():
            return self._form(form)
        chosen = form.cleaned_data
        subject = next(each for each in self.people if str(each.pk) == chosen["subject"])
        page = next(each for each in self.story.pages if each.locale.language_code == chosen["language_code"])
        link, path = make_link(subject, page, self.officer, chosen["days"])
        self.template_name = "withdrawal/link_made.html"
        return self.show(link=link, address=f"{settings.WAGTAILADMIN_BASE_URL}{path}", back=self.story_url)

    def _empty(self) -> LinkForm:
        return LinkForm(people=self.people, pages=self.story.pages, initial={"subject": self.request.GET.get("person")})

    def _form(self, form: LinkForm) -> HttpResponse:
        return self.show(form=form, back=self.story_url, button=gettext_lazy("Make the link"))


class LinkRevoke(LinkView, ConfirmView):
    """End a link at once."""

    template_name = "consent/confirm.html"
    page_title = gettext_lazy("Revoke the link")
    button = gettext_lazy("Revoke the link")
    serious = True
    text = gettext_lazy("Whoever opens the link from now on sees nothing of the story. You can make a new one.")

    def load(self, *_args: Any) -> None:
        """Fetch the link of this story. Raises Http404."""
        super().load(self.kwargs["translation_key"])
        known = PreviewLink.objects.filter(subject__translation_key=self.story.translation_key)
        link = known.filter(pk=self.kwargs["link_id"]).select_related("subject").first()
        if link is None:
            raise Http404
        self.link = link

    def act(self) -> None:
        """Revoke it."""
        revoke(self.link, self.officer)
        messages.success(self.request, _("The link opens nothing any more."))

    def get_back_url(self) -> str:
        """Return the story."""
        return self.story_url


class WishDetail(LinkView):
    """What somebody wants changed. Opening it is logged."""

    template_name = "withdrawal/wish.html"
    page_title = gettext_lazy("What the person wants changed")

    def get(self, request: HttpRequest, translation_key: UUID, wish_id: UUID) -> HttpResponse:
        """Log the opening, and show the words."""
        self.load(translation_key)
        known = ChangeWish.objects.filter(link__subject__translation_key=translation_key)
        wish = known.filter(pk=wish_id).select_related("link__subject__contributor").first()
        if wish is None:
            raise Http404
        record_event(
            Verb.PREVIEW_ANSWER_OPENED, "story", translation_key, self.officer, about=wish.link.subject.contributor_id
        )
        return self.show(wish=wish, back=self.story_url)
