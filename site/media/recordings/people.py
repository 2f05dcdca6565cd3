"""The screens about the people in recordings: those about pictures, in the words of recordings."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from consent.cms.forms.grouping import Groups, lines
from consent.cms.forms.subjects import ContributorChoice
from consent.cms.guard import OfficerView
from media.people.appearing import pages_showing
from media.people.confirming import ConfirmNobody
from media.people.forms import PersonForm
from media.people.views import PeopleOfMedium, PersonAdd, PersonEdit, PersonRemove, with_people
from media.recordings.models import Recording, RecordingSubject
from media.recordings.permissions import permission_policy
from media.recordings.showing import shown

MANY = _("People in recordings")
LIST = ("recordings_with_people", MANY)


class RecordingSubjectForm(PersonForm):
    """Who is in a recording, how they are heard and seen, and on what ground."""

    entered_already = _("This person is entered in this recording already.")
    groups: ClassVar[Groups] = [
        (_("Who it is"), ["contributor", "is_beneficiary", "is_minor"]),
        (_("How the person is heard and seen"), ["is_heard", "face"]),
        (_("On what ground"), ["basis", "basis_evidence"]),
    ]

    class Meta:
        model = RecordingSubject
        fields: ClassVar[list[str]] = [
            "contributor",
            "is_beneficiary",
            "is_minor",
            "is_heard",
            "face",
            "basis",
            "basis_evidence",
        ]
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"contributor": ContributorChoice}
        widgets: ClassVar[dict[str, forms.Widget]] = {"basis_evidence": lines(2)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.medium.is_film:
            del self.fields["face"]


class RecordingList(OfficerView):
    """All recordings in which somebody can be recognised."""

    template_name = "media/recordings/people_list.html"
    page_title = MANY
    header_icon = "media"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the recordings."""
        return self.show(recordings=with_people(Recording))


class RecordingPeople(PeopleOfMedium):
    """The people in one recording."""

    template_name = "media/recordings/people.html"
    page_title = _("People in this recording")
    header_icon = "media"
    medium_model, medium_screen, list_screen = Recording, "recording_people", LIST
    person_screens = ("recording_person_add", "recording_person", "recording_person_remove")

    def pages(self) -> set[UUID]:
        """Return the translation keys of the pages that play the recording."""
        return pages_showing(recording_ids=[self.medium.pk])

    def more(self) -> dict[str, Any]:
        """Return the recording with its player, and its address in the library for officers who may change it."""
        may_change = permission_policy.user_has_permission_for_instance(self.officer, "change", self.medium)
        return {
            "shown": shown(self.medium, in_cms=True),
            "edit_url": reverse("recordings:edit", args=[self.medium.pk]) if may_change else "",
        }


class RecordingPersonAdd(PersonAdd):
    """Somebody who was not entered in the recording so far."""

    medium_model, medium_screen, list_screen = Recording, "recording_people", LIST
    header_icon = "media"
    subject_model, form_class = RecordingSubject, RecordingSubjectForm
    saved = _("The person was saved. The pages with this recording were checked again.")


class RecordingPersonEdit(RecordingPersonAdd):
    """Somebody in the recording."""

    page_title = PersonEdit.page_title


class RecordingPersonRemove(PersonRemove):
    """Takes somebody out of a recording."""

    medium_model, medium_screen, list_screen = Recording, "recording_people", LIST
    header_icon = "media"
    text = _(
        "The person is no longer entered in this recording. Their consent stays on record. If nobody else is entered, "
        "the pages with this recording are closed to readers for as long as somebody is said to be heard or seen in it."
    )
    removed = _("The person was taken out of the recording. The pages with it were checked again.")


class ConfirmNobodyInRecording(ConfirmNobody):
    """Plays the recording and asks whether really nobody can be recognised."""

    template_name = "media/recordings/confirm.html"
    page_title = _("Is really nobody heard or seen?")
    header_icon = "media"
    medium_model, policy = Recording, permission_policy
    library = ("recordings:index", _("Recordings"))
    edit_screen = "recordings:edit"
    confirmed = _("Thank you. It is noted that nobody is heard or seen in this recording.")
    answered_yourself = _(
        "You said yourself that nobody is heard or seen in this recording. Ask a colleague who may change recordings "
        "to listen to it."
    )

    def more(self) -> dict[str, Any]:
        """Return the recording with its player."""
        return {"shown": shown(self.medium, in_cms=True)}


RECORDING = "recordings/<int:medium_id>/"
urlpatterns = [
    path(f"{RECORDING}nobody/", ConfirmNobodyInRecording.as_view(), name="confirm_nobody_in_recording"),
    path("protection/recordings/", RecordingList.as_view(), name="recordings_with_people"),
    path(f"{RECORDING}people/", RecordingPeople.as_view(), name="recording_people"),
    path(f"{RECORDING}people/add/", RecordingPersonAdd.as_view(), name="recording_person_add"),
    path(f"{RECORDING}people/<uuid:subject_id>/", RecordingPersonEdit.as_view(), name="recording_person"),
    path(
        f"{RECORDING}people/<uuid:subject_id>/remove/", RecordingPersonRemove.as_view(), name="recording_person_remove"
    ),
]
