"""The permissions as one matrix: what may be shown, down; where, across; for all languages, or for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import TextChoices
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consent.cms.permissions import site_languages
from consent.models import ConsentRecord, ConsentScope
from consent.vocabulary import Channel, Element


class Answer(TextChoices):
    """What was answered to one question."""

    NOT_ASKED = "", _("not asked")
    GRANTED = "yes", _("yes")
    REFUSED = "no", _("no")


@dataclass(frozen=True)
class Row:
    """One element with its answer for each channel."""

    element: Element
    cells: list[tuple[Channel, Any]]


@dataclass(frozen=True)
class Matrix:
    """The answers for one language, or for all of them if it has no code."""

    language: str
    name: str | Promise
    rows: list[Row]

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return sum(1 for row in self.rows for _channel, cell in row.cells if _is_answered(cell))


class MatrixForm(forms.Form):
    """The permissions of a draft. Saving replaces all of them by what the form shows."""

    def __init__(self, *args: Any, record: ConsentRecord, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        stored = {(each.language, each.element, each.channel): each for each in record.scopes.all()}
        for language, name in languages(record.scopes.all()):
            for element in Element:
                for channel in Channel:
                    scope = stored.get((language, element, channel))
                    self.fields[field_name(language, element, channel)] = forms.ChoiceField(
                        label=format_lazy(
                            "{element}, {channel}, {language}",
                            element=element.label,
                            channel=channel.label,
                            language=name,
                        ),
                        choices=Answer.choices,
                        required=False,
                        initial=_answer(scope),
                    )

    def matrices(self) -> list[Matrix]:
        """Return the matrix for all languages and then that of each language."""
        return [
            Matrix(
                language,
                name,
                [
                    Row(element, [(channel, self[field_name(language, element, channel)]) for channel in Channel])
                    for element in Element
                ],
            )
            for language, name in languages(self.record.scopes.all())
        ]

    def wrong_fields(self) -> list[tuple[BoundField, list[str]]]:
        """Return each field that was refused, with what is wrong."""
        return [
            (self[name], [str(error) for error in errors])
            for name, errors in self.errors.items()
            if name in self.fields
        ]

    def save(self) -> None:
        """Store the answers. Raises RecordIsFinal if the record is no draft any more."""
        stored = list(self.record.scopes.all())
        spoken = languages(stored)
        with transaction.atomic():
            for scope in stored:
                scope.delete()
            for language, _name in spoken:
                for element in Element:
                    for channel in Channel:
                        answer = self.cleaned_data[field_name(language, element, channel)]
                        if answer != Answer.NOT_ASKED:
                            ConsentScope.objects.create(
                                record=self.record,
                                element=element,
                                channel=channel,
                                language=language,
                                granted=answer == Answer.GRANTED,
                            )


def shown_matrices(scopes: Iterable[ConsentScope]) -> list[Matrix]:
    """Return the matrices of a record to look at: the one for all languages, and those in which anything was said."""
    known = list(scopes)
    stored = {(each.language, each.element, each.channel): each for each in known}
    found = [
        Matrix(
            language,
            name,
            [
                Row(element, [(channel, stored.get((language, element, channel))) for channel in Channel])
                for element in Element
            ],
        )
        for language, name in languages(known)
    ]
    return [
        _answered_rows(matrix) if matrix.language else matrix
        for matrix in found
        if matrix.answered or not matrix.language
    ]


def languages(scopes: Iterable[ConsentScope]) -> list[tuple[str, str | Promise]]:
    """Return all languages as one, each language of the site, and any other that was answered for."""
    known: list[tuple[str, str | Promise]] = [("", _("all languages")), *site_languages()]
    others = {scope.language for scope in scopes} - {code for code, _name in known}
    return known + [(code, code) for code in sorted(others)]


def _answered_rows(matrix: Matrix) -> Matrix:
    rows = [row for row in matrix.rows if any(_is_answered(cell) for _channel, cell in row.cells)]
    return Matrix(matrix.language, matrix.name, rows)


def field_name(language: str, element: str, channel: str) -> str:
    """Return the name of the field for one permission."""
    return f"{language or 'all'}-{element}-{channel}"


def _answer(scope: ConsentScope | None) -> str:
    if scope is None:
        return Answer.NOT_ASKED
    return Answer.GRANTED if scope.granted else Answer.REFUSED


def _is_answered(cell: Any) -> bool:
    return bool(cell.value()) if isinstance(cell, BoundField) else cell is not None
