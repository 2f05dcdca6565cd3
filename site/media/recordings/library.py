"""The recordings in the CMS: the library, and the window in which editors choose one."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from media.recordings.forms import RecordingForm
from media.recordings.models import Kind, Recording
from media.recordings.permissions import permission_policy
from media.recordings.showing import duration


def _length(recording: Recording) -> str:
    return "" if recording.kind == Kind.ELSEWHERE else duration(recording.seconds)


def _size(recording: Recording) -> str:
    return str(filesizeformat(recording.file_size)) if recording.file_size else ""


PANELS = [
    FieldPanel("title"),
    MultiFieldPanel([FieldPanel("file"), FieldPanel("address")], heading=_("Recording")),
    FieldPanel("people_shown"),
    MultiFieldPanel([FieldPanel("language"), FieldPanel("transcript"), FieldPanel("captions")], heading=_("Words")),
    FieldPanel("poster"),
    MultiFieldPanel([FieldPanel("credit"), FieldPanel("source")], heading=_("Where it comes from")),
]


class _OfThisRecording:
    """Asks whether this very recording may be changed: Wagtail's views ask only whether any may."""

    request: Any

    def get_object(self, *args: Any, **kwargs: Any) -> Recording:
        """Return the recording. Raises PermissionDenied, Http404."""
        found: Recording = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not permission_policy.user_has_permission_for_instance(self.request.user, "change", found):
            raise PermissionDenied
        return found


class EditRecording(_OfThisRecording, generic.EditView):
    """Changes a recording that one may change."""


class DeleteRecording(_OfThisRecording, generic.DeleteView):
    """Deletes a recording that one may change."""


class RecordingLibrary(ModelViewSet):
    """Lists, adds, changes and deletes recordings, and says where they are used."""

    model = Recording
    name = "recordings"
    menu_label = _("Recordings")
    icon = "media"
    add_to_admin_menu = True
    menu_order = 350  # between pictures and documents
    copy_view_enabled = False
    edit_view_class = EditRecording
    delete_view_class = DeleteRecording
    list_display: ClassVar[list[Any]] = [
        "title",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("length", label=_("Length"), accessor=_length),
        Column("size", label=_("Size"), accessor=_size),
        Column("spoken_in", label=_("Spoken language"), accessor="spoken_in"),
        Column("people", label=_("People"), accessor="get_people_shown_display"),
    ]
    list_filter: ClassVar[list[str]] = ["kind", "language", "people_shown"]
    search_fields: ClassVar[list[str]] = ["title"]
    search_backend_name = None
    edit_handler = ObjectList(PANELS, base_form_class=RecordingForm)

    @property
    def permission_policy(self) -> Any:
        """Whoever may add recordings may change their own."""
        return permission_policy


class RecordingChooser(ChooserViewSet):
    """The window in which an editor chooses a recording for a page. New ones are added in the library."""

    model = Recording
    icon = "media"
    page_title = _("Choose a recording")
    choose_one_text = _("Choose a recording")
    choose_another_text = _("Choose another recording")
    edit_item_text = _("Edit this recording")


recording_library = RecordingLibrary()
recording_chooser = RecordingChooser("recording_chooser")
