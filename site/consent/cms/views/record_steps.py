"""What becomes of a record: made valid, replaced, taken back, thrown away."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consent.cms.guard import ConfirmView, Trail
from consent.cms.views.records import about, record_or_404, title_of
from consent.models import ConsentRecord, ConsentScope, RecordIsFinal
from consent.vocabulary import Channel, Element, RecordStatus

# What a new consent takes over. What the person must be told and asked again, it does not.
COPIED = (
    "contributor_id",
    "method",
    "form_version",
    "form_language",
    "explained_by",
    "interpreter",
    "witness",
    "guardian",
    "guardian_relation",
    "guardian_evidence",
    "fictional",
)


class RecordStep(ConfirmView):
    """A step in the life of one record."""

    header_icon = "doc-full"
    record: ConsentRecord
    needed: tuple[RecordStatus, ...] = ()

    def load(self) -> None:
        """Fetch the record. Raises Http404, and RecordIsFinal if the step is not for one of this status."""
        self.record = record_or_404(self.kwargs["record_id"])
        if self.record.status not in self.needed:
            raise RecordIsFinal

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


class MakeValid(RecordStep):
    """From a draft to a consent that holds."""

    page_title = gettext_lazy("Make valid")
    template_name = "consent/make_valid.html"
    button = gettext_lazy("Make valid")
    needed = (RecordStatus.DRAFT,)

    def ask(self, **context: object) -> HttpResponse:
        """Show what will hold, and what is missing."""
        missing = context.pop("missing", None) or self._missing()
        return super().ask(**{**about(self.record), "missing": missing, **context})

    def act(self) -> HttpResponseBase | None:
        """Make it valid, in the place of the one it supersedes."""
        try:
            self.record.supersede(self.officer)
        except ValidationError as error:
            self.load()
            return self.ask(missing=labelled(error))
        messages.success(self.request, _("The consent is valid now."))
        return None

    def _missing(self) -> list[tuple[str, list[str]]]:
        """Return what the record would be refused for, without storing anything."""
        candidate = record_or_404(self.record.pk)
        candidate.status = RecordStatus.VALID
        try:
            candidate.clean()
        except ValidationError as error:
            return labelled(error)
        return []


class SupersedeRecord(RecordStep):
    """A new draft that begins as the old consent was, and replaces it once it is valid."""

    needed = (RecordStatus.VALID,)
    page_title = gettext_lazy("New consent in place of this one")
    button = gettext_lazy("Begin the new consent")
    text = gettext_lazy(
        "A draft with the same details and permissions is made. Change in it what the person says now. The present "
        "consent goes on holding until you make the new one valid. The form, and that the person was told of "
        "their rights, have to be entered anew."
    )

    def act(self) -> HttpResponseBase:
        """Copy the record, unless somebody has begun already."""
        draft = ConsentRecord.objects.filter(supersedes=self.record).first() or self._copied()
        return redirect(
            "protection:record_edit" if draft.status == RecordStatus.DRAFT else "protection:record", draft.pk
        )

    def _copied(self) -> ConsentRecord:
        values = {name: getattr(self.record, name) for name in COPIED}
        with transaction.atomic():
            draft = ConsentRecord.objects.create(
                **values, supersedes=self.record, given_on=timezone.localdate(), recorded_by=self.officer
            )
            for scope in self.record.scopes.all():
                # What was taken back is copied as a no: it must not come to life again unasked.
                ConsentScope.objects.create(
                    record=draft,
                    element=scope.element,
                    channel=scope.channel,
                    language=scope.language,
                    granted=scope.granted and scope.withdrawn_on is None,
                )
        messages.success(self.request, _("The draft was made. Enter when and how the person agreed anew."))
        return draft


class DiscardDraft(RecordStep):
    """Throw a draft away, with the forms that were added to it."""

    needed = (RecordStatus.DRAFT,)
    page_title = gettext_lazy("Discard the draft")
    button = gettext_lazy("Discard the draft")
    serious = True
    text = gettext_lazy("The draft, its permissions and the forms that were added to it are deleted for good.")

    def act(self) -> HttpResponseBase:
        """Delete it."""
        person = self.record.contributor_id
        self.record.delete()
        messages.success(self.request, _("The draft was discarded."))
        return redirect("protection:contributor", person)


class WithdrawScope(RecordStep):
    """The person takes one permission back."""

    page_title = gettext_lazy("Withdraw one permission")
    button = gettext_lazy("Withdraw this permission")
    serious = True
    scope: ConsentScope

    def load(self) -> None:
        """Fetch the permission of a record that holds. Raises Http404, RecordIsFinal."""
        scope = ConsentScope.objects.filter(pk=self.kwargs["scope_id"]).first()
        if scope is None:
            raise Http404
        self.scope = scope
        self.record = record_or_404(scope.record_id)
        if self.record.status != RecordStatus.VALID or not scope.granted or scope.withdrawn_on:
            raise RecordIsFinal
        self.text = _(
            "%(element)s, %(channel)s: all stories that this person is in are closed to readers at once, until they "
            "were checked and published again without it. This cannot be undone: only a new consent permits it anew."
        ) % {"element": Element(scope.element).label.capitalize(), "channel": Channel(scope.channel).label}

    def act(self) -> None:
        """Withdraw it."""
        self.scope.withdraw(self.officer)
        messages.success(self.request, _("The permission is withdrawn, and the stories are closed."))


def labelled(error: ValidationError) -> list[tuple[str, list[str]]]:
    """Return what is wrong with which field of a record, by its name for people."""
    return [
        (str(getattr(ConsentRecord._meta.get_field(name), "verbose_name", name)), texts)
        for name, texts in error.message_dict.items()
    ]
