"""The forms through which pictures and documents enter the library."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.forms.fields import FileField
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.images.rect import Rect
from wagtail.tasks import delete_file_from_storage_task

from media.door import limits, messages
from media.door.pictures import check_ending, clean_picture
from media.door.refusals import Reason, Refused
from media.files import CleanFile, cleaned_document
from media.models import DocumentFile, Picture
from media.people.forms import PeopleQuestion
from media.regions.hiding import clear_focal_point, focuses_on, hidden_in
from media.regions.marking import Marking, parse_marking
from media.regions.widgets import PictureInput


def _invalid(refused: Refused, max_bytes: int) -> ValidationError:
    return ValidationError(messages.refusal(refused, max_bytes), code=refused.reason)


def _check_that_files_can_be_stored() -> None:
    """Raise ValidationError, in words for the editor, if the place where files lie does not answer."""
    try:
        default_storage.exists("the-place-answers")
    except OSError as error:
        raise ValidationError(
            _(
                "The file is fine, but it cannot be stored at the moment. Nothing was changed. Try again in a few "
                "minutes; if it does not help, tell whoever runs this website."
            ),
            code="storage_away",
        ) from error


class PictureFileField(WagtailImageField):
    """Wagtail's field, which leaves opening the file to the door."""

    def to_python(self, data: Any) -> Any:
        """Return the uploaded file, not opened yet. Raises ValidationError for one that is empty or too large."""
        if data and not data.size:
            raise _invalid(Refused(Reason.EMPTY), limits.PICTURE_BYTES)
        if data and data.size > limits.PICTURE_BYTES:
            raise _invalid(Refused(Reason.TOO_LARGE), limits.PICTURE_BYTES)
        return FileField.to_python(self, data)


class PictureForm(PeopleQuestion, BaseImageForm):
    """Sends the file through the door. Its sizes are made, and those of a replaced one go, as it is stored.

    What was marked to be hidden travels with the file (PictureInput) and is taken out of it before it is stored.
    """

    original_file: Any
    marking = Marking()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        self.ask_about_people(user)
        # Declared in the class, the field would also stand in Wagtail's form for pictures that have their file already.
        if stock := self.fields.get("file"):
            widget = PictureInput(attrs=stock.widget.attrs)
            if self.instance.pk:
                widget.hide_url = reverse("hide_in_picture", args=[self.instance.pk])
            self.fields["file"] = PictureFileField(label=stock.label, widget=widget, help_text=stock.help_text)

    def clean_file(self) -> Any:
        """Return the cleaned file. Raises ValidationError, in words for the editor, for one that is turned away."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        self.marking = parse_marking(getattr(file, "marked_regions", ""))
        file.seek(0)
        content = file.read()
        try:
            check_ending(content, str(file.name))
            picture = clean_picture(content, hidden=self.marking.regions)
        except Refused as refused:
            raise _invalid(refused, limits.PICTURE_BYTES) from refused
        self.marking.check_shape(picture.width, picture.height)
        _check_that_files_can_be_stored()
        return CleanFile(picture.content, f"picture{picture.ending}", hidden=self.marking.regions)

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError where what matters most of the picture was chosen over something hidden in it."""
        cleaned: dict[str, Any] = super().clean()
        x, y, width, height = (cleaned.get(f"focal_point_{name}") for name in ("x", "y", "width", "height"))
        if x is None or y is None or "file" in self.changed_data or not self.instance.pk:
            return cleaned
        focal = Rect.from_point(x, y, width or 0, height or 0)
        if focuses_on(focal, hidden_in(self.instance), (self.instance.width, self.instance.height)):
            raise ValidationError(
                _(
                    "The focal point lies on something that is hidden in this picture, which crops would then show "
                    "alone. Remove the focal area, or drag a box over another part."
                ),
                code="focal_point_hidden",
            )
        return cleaned

    def save(self, commit: bool = True) -> Picture:
        """Store the picture; the file of a replaced one goes when that is certain."""
        replaced = self.original_file if commit and "file" in self.changed_data else None
        # Wagtail would delete the old file at once, also when the new one is not kept in the end.
        self.original_file = None
        self.note_who_answered()
        clear_focal_point(self.instance, self.marking.regions, (self.instance.width, self.instance.height))
        picture: Picture = super().save(commit=commit)
        if replaced:
            delete_when_certain(replaced)
        return picture


class DocumentForm(BaseDocumentForm):
    """Sends the file through the door, and says of a stored one what the door could not take out."""

    original_file: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if known := self.notes(self.instance, user):
            name = "file" if "file" in self.fields else "title"
            self.fields[name].help_text = format_html("{}{}", known, self.fields[name].help_text)

    def notes(self, document: DocumentFile, user: Any) -> SafeString | str:
        """Return as HTML what an editor should know of the stored file: its cautions, and files that are the same."""
        sentences = [text for code in document.cautions if (text := messages.caution(code))]
        if user and document.pk and document.file_hash:
            known = self.permission_policy.instances_user_has_any_permission_for(user, ["choose", "change"])
            twins = known.filter(file_hash=document.file_hash).exclude(pk=document.pk)[:3]
            sentences += [
                _("The same file is in the library as “%(title)s”.") % {"title": twin.title} for twin in twins
            ]
        if not sentences:
            return ""
        items = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in sentences))
        return format_html("<strong>{}</strong><ul>{}</ul>", _("Before you publish this document:"), items)

    def clean_file(self) -> Any:
        """Return the cleaned file. Raises ValidationError, in words for the editor, for one that is turned away."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            clean = cleaned_document(file, str(file.name))
        except Refused as refused:
            raise _invalid(refused, limits.DOCUMENT_BYTES) from refused
        _check_that_files_can_be_stored()
        return clean

    def save(self, commit: bool = True) -> DocumentFile:
        """Store the document; the file of a replaced one goes when that is certain."""
        replaced = self.original_file if commit and "file" in self.changed_data else None
        self.original_file = None
        document: DocumentFile = super().save(commit=commit)
        if replaced:
            delete_when_certain(replaced)
        return document


def delete_when_certain(file: FieldFile) -> None:
    """Delete a stored file after the transaction has been committed, as Wagtail does when a picture is deleted."""
    storage: Any = file.storage
    name = file.name
    transaction.on_commit(lambda: delete_file_from_storage_task.enqueue(storage.deconstruct(), name))
