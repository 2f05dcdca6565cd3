"""Words that make the rules ask, and what people answered."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from consent.fields import EncryptedTextField
from consent.models.contributors import Contributor
from consent.rules.names import fold


def validate_pattern(word: str) -> None:
    """Refuse what could not be looked for. Raises ValidationError."""
    text = word.strip()
    if "*" in text[:-1] or text.endswith(" *"):
        raise ValidationError(_("A star stands only at the end, and right after the word: hospital*"), code="star")
    if not fold(text):
        raise ValidationError(_("Write a word: only letters are looked for."), code="no_letters")


def _pattern(word: str) -> tuple[tuple[str, ...], bool]:
    """Return what a word finds: capitals, accents and marks make no difference."""
    return fold(word), word.rstrip().endswith("*")


class HealthWord(models.Model):
    """A word that may tell of somebody's health. The office edits the list of each language."""

    wagtail_reference_index_ignore = True

    language_code = models.CharField(_("language"), max_length=20, help_text=_("The code of the language, such as fr."))
    word = models.CharField(
        _("word"),
        max_length=80,
        validators=[validate_pattern],
        help_text=_("A word or a few. A star at the end stands for any ending: hospital* finds hospitals."),
    )

    class Meta:
        verbose_name = _("health word")
        verbose_name_plural = _("health words")
        ordering: ClassVar[list[str]] = ["language_code", "word"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "language_code",
                Lower("word"),
                name="health_word_listed_once",
                violation_error_message=_("This word is in the list already."),
            ),
        ]

    def __str__(self) -> str:
        return self.word

    @property
    def language_name(self) -> str:
        """The language's own name for itself, or its code if the site has it no more."""
        return str(dict(settings.WAGTAIL_CONTENT_LANGUAGES).get(self.language_code, self.language_code))

    def clean(self) -> None:
        """Refuse a word that the list has already, in any spelling that finds the same."""
        super().clean()
        self.word = " ".join(self.word.split())
        others = HealthWord.objects.filter(language_code=self.language_code).exclude(pk=self.pk)
        same = next((other for other in others if _pattern(other.word) == _pattern(self.word)), None)
        if same is not None:
            raise ValidationError(
                {"word": _("“%(word)s” is in this list already, and finds the same.") % {"word": same.word}}
            )


class NotHealthAnswer(models.Model):
    """An editor's answer that a word, in the sentences that were shown, is nobody's health data.

    A sentence that is written later asks again, and gets an answer of its own.
    """

    wagtail_reference_index_ignore = True

    translation_key = models.UUIDField(
        _("story"), db_index=True, help_text=_("The key that the story shares with its translations.")
    )
    language_code = models.CharField(_("language"), max_length=20, help_text=_("The language of the text."))
    word = models.CharField(_("word"), max_length=80, help_text=_("As it stands in the list of health words."))
    sentences = models.JSONField(
        _("sentences"),
        default=list,
        editable=False,
        help_text=_("A digest of each sentence with the word that was shown when it was answered."),
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who answered."),
    )
    answered_at = models.DateTimeField(_("answered at"), auto_now_add=True, help_text=_("When it was answered."))

    class Meta:
        verbose_name = _("answer about a health word")
        verbose_name_plural = _("answers about health words")
        ordering: ClassVar[list[str]] = ["word", "pk"]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class CommonWordAnswer(models.Model):
    """A protection officer's answer that a name found in a story is there as a common word, such as hope or rose."""

    wagtail_reference_index_ignore = True

    contributor = models.ForeignKey(
        Contributor,
        verbose_name=_("contributor"),
        on_delete=models.CASCADE,
        related_name="common_words",
        help_text=_("Whose name it is."),
    )
    spelling = EncryptedTextField(_("word"), help_text=_("The one word. Kept encrypted, since it is a name."))
    translation_key = models.UUIDField(
        _("story"), db_index=True, help_text=_("The key that the story shares with its translations.")
    )
    language_code = models.CharField(_("language"), max_length=20, help_text=_("The language of the text."))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The protection officer who answered."),
    )
    answered_at = models.DateTimeField(_("answered at"), auto_now_add=True, help_text=_("When it was answered."))

    class Meta:
        verbose_name = _("answer about a common word")
        verbose_name_plural = _("answers about common words")

    def __str__(self) -> str:
        return f"answer {self.pk}"
