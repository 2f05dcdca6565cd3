"""Recordings in the library, and who can be recognised in them."""

from pathlib import PurePath
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from consent.cms.spoken_languages import SPOKEN, name_of
from consent.vocabulary import Face, PeopleShown
from media.people.models import MediumWithPeople, PersonInMedium
from media.recordings.captions import words_of
from media.recordings.elsewhere import FilmElsewhere, film_at
from media.recordings.files import CleanRecordingField, recording_name

_LONGEST_DOWNLOAD_NAME = 80  # characters
# Of the languages that are spoken to us, those written from right to left.
_RIGHT_TO_LEFT = {"ar", "ckb", "fa", "prs", "ps", "ur"}


class Kind(models.TextChoices):
    """What a recording is, and so what it needs."""

    SOUND = "sound", _("Sound")
    FILM = "film", _("Film")
    ELSEWHERE = "elsewhere", _("Film that lies elsewhere")


PEOPLE = (
    (PeopleShown.NONE, _("Nobody is heard or seen")),
    (PeopleShown.UNIDENTIFIABLE, _("People are heard or seen, but nobody could recognise any of them")),
    (PeopleShown.YES, _("Somebody is heard or seen who could be recognised")),
)


class RecordingManager(models.Manager["Recording"]):
    """Fetches the still with each recording: wherever one is shown, so is the other."""

    def get_queryset(self) -> "models.QuerySet[Recording]":
        """Return the recordings with their stills."""
        return super().get_queryset().select_related("poster")


class Recording(MediumWithPeople, index.Indexed, models.Model):
    """Sound or a film, with its words written down, and with the answer whether people can be recognised."""

    shown_by = ("file", "address")

    title = models.CharField(_("title"), max_length=120, help_text=_("Readers see it above the recording."))
    # What follows from the file stands after it: Django stores fields in their order.
    file = CleanRecordingField(_("file"), upload_to=recording_name, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ELSEWHERE, editable=False)
    seconds = models.FloatField(_("length"), default=0, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    file_size = models.PositiveBigIntegerField(default=0, editable=False)
    address = models.URLField(
        _("or the address of a film elsewhere"),
        blank=True,
        help_text=_(
            "Of a film on YouTube or Vimeo, as you copy it there. Pages show its still, and tell readers that YouTube "
            "or Vimeo will learn of their visit, before anything is loaded from there."
        ),
    )
    language = models.CharField(
        _("spoken language"),
        max_length=10,
        choices=SPOKEN,
        help_text=_("The language that is spoken in the recording."),
    )
    transcript = models.TextField(
        _("transcript"),
        help_text=_(
            "All that is said, in the language in which it is said, and sounds that matter, in square brackets. For a "
            "film, what is only seen as well. For readers who do not hear, and for those who cannot play it here."
        ),
    )
    captions = models.TextField(
        _("captions (WebVTT)"),
        blank=True,
        help_text=_("Needed for a film of our own: the words with their times, shown while it plays."),
    )
    poster = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("still"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Needed for a film: the picture that stands in its place until it plays."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=160,
        help_text=_("Who recorded it, for example a name or an agency. Shown beneath it."),
    )
    source = models.CharField(
        _("source and licence"),
        max_length=250,
        help_text=_(
            "Where the recording comes from and what allows us to use it, for example “recorded by us” or "
            "“commissioned, contract of May 2026”. Only colleagues see it."
        ),
    )
    people_shown = models.CharField(
        _("Can anybody be recognised in this recording?"),
        max_length=20,
        choices=PEOPLE,
        blank=True,
        default="",
        db_index=True,
        help_text=_(
            "A voice gives somebody away as a face does, also that of a colleague who reads aloud. Listen to all of "
            "it, the background too. When in doubt, choose the last answer."
        ),
    )
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = RecordingManager()
    # The words are left out: an index keeps what is deleted for a while.
    search_fields: ClassVar[list[Any]] = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering: ClassVar[list[str]] = ["-created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(nobody_confirmed_by=models.F("people_answered_by")),
                name="recording_confirmed_by_another",
                violation_error_message=_("Whoever answered cannot confirm the answer."),
            ),
            models.CheckConstraint(
                condition=models.Q(file="") ^ models.Q(address=""), name="recording_is_a_file_or_elsewhere"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["file"], name="media_recording_file")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_film(self) -> bool:
        """Whether there is something to see."""
        return self.kind != Kind.SOUND

    @property
    def lacks_words(self) -> bool:
        """Whether those who do not hear would miss something: no transcript, or a film of ours without captions."""
        return not self.transcript.strip() or (self.kind == Kind.FILM and not self.captions.strip())

    @property
    def elsewhere(self) -> FilmElsewhere | None:
        """The film at its provider, for a recording that lies elsewhere."""
        return film_at(self.address) if self.address else None

    @property
    def spoken_in(self) -> str:
        """The name of the spoken language, in the language of whoever reads."""
        return name_of(self.language)

    @property
    def direction(self) -> str:
        """The direction in which the spoken language is written, as HTML says it."""
        return "rtl" if self.language in _RIGHT_TO_LEFT else "ltr"

    @property
    def words(self) -> str:
        """Everything that readers, and search engines, get to read of it, so that names are found there as well."""
        return "\n".join([self.title, self.transcript, words_of(self.captions), self.credit, self.address])

    @property
    def file_name(self) -> str:
        """The stored name without its folder; nobody can guess it."""
        return PurePath(str(self.file.name or "")).name

    @property
    def download_name(self) -> str:
        """The name under which readers keep the file: made from the title."""
        name = slugify(self.title, allow_unicode=True)[:_LONGEST_DOWNLOAD_NAME].strip("-")
        return f"{name or 'recording'}{PurePath(self.file_name).suffix}"

    def address_of_file(self, in_cms: bool = False) -> str:
        """Return the address of the file: for readers, or behind the login, where it plays before it is published."""
        return reverse("cms_recording" if in_cms else "recording", args=[self.file_name])

    def address_of_captions(self, in_cms: bool = False) -> str:
        """Return the address of the captions, which is that of the file with another ending."""
        name = str(PurePath(self.file_name).with_suffix(".vtt"))
        return reverse("cms_recording" if in_cms else "recording", args=[name])


class RecordingSubject(PersonInMedium):
    """A person who can be recognised in a recording, by voice or face."""

    medium_field = "recording"

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="subjects", editable=False)
    is_heard = models.BooleanField(
        _("the voice is heard"),
        default=True,
        help_text=_("Take the tick away if the person is only seen, or if the voice was changed beyond recognition."),
    )
    face = models.CharField(
        _("face"),
        max_length=10,
        choices=Face.choices,
        default=Face.NONE,
        help_text=_("How the face appears in this film. A face that is shown needs a permission of its own."),
    )

    class Meta:
        verbose_name = _("person in a recording")
        verbose_name_plural = _("people in recordings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["recording", "contributor"],
                condition=models.Q(contributor__isnull=False),
                name="contributor_once_in_a_recording",
            ),
        ]
