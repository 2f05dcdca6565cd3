"""Everything that is held on a person: their row, whatever refers to it, the log about it, and the stories.

Found by walking the relations of the models, so that a table that is added later is handed out with the others. Left
out are numbers of our own and who of the staff did something: access is to what is held on the person (Court of
Justice, C-579/21).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Page

from consent.clearing import stories_of
from consent.models import ConsentForm, Contributor, ProtectionEvent
from consent.publication import shareable
from consent.texts import text_in_editor
from media.people.models import PictureSubject
from pages.gate.texts import position_label, texts_of
from pages.models import BasePage
from withdrawal.models import HeldPicture

# Fingerprints and numbers of our own rows say nothing of anybody.
INTERNAL = frozenset({"fingerprint", "text_hash", "sha256", "seen_file", "contributor_id", "records", "scopes"})


@dataclass(frozen=True)
class Fact:
    """One thing that is held: what it is called, in words, and as a machine reads it."""

    key: str
    label: str
    shown: str
    raw: Any


@dataclass(frozen=True)
class Section:
    """All rows of one kind."""

    key: str
    title: str
    rows: list[list[Fact]]


@dataclass(frozen=True)
class Holdings:
    """Everything that is held on a person, and the files that belong to it."""

    sections: list[Section]
    forms: list[ConsentForm] = field(default_factory=list)
    pictures: list[FieldFile] = field(default_factory=list)


@sensitive_variables()
def holdings_of(person: Contributor) -> Holdings:
    """Return everything that is held on somebody, in the language then active. Raises CannotDecrypt."""
    rows = list(_rows_about(person))
    kinds: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        kinds.setdefault(type(row), []).append(row)
    sections = [
        Section(kind._meta.label_lower, str(capfirst(kind._meta.verbose_name_plural)), [_facts(each) for each in found])
        for kind, found in kinds.items()
    ]
    sections += [_stories(person), _log(rows)]
    return Holdings(
        sections=[section for section in sections if section.rows],
        forms=[row for row in rows if isinstance(row, ConsentForm)],
        pictures=[row.picture.file for row in rows if isinstance(row, PictureSubject)]
        + [row.file for row in rows if isinstance(row, HeldPicture)],
    )


def _rows_about(person: Contributor) -> Iterator[models.Model]:
    """Yield the person's row and every row that refers to it, or to such a row, each once."""
    waiting: list[models.Model] = [person]
    seen: set[tuple[type[models.Model], Any]] = set()
    while waiting:
        row = waiting.pop(0)
        if (type(row), row.pk) in seen:
            continue
        seen.add((type(row), row.pk))
        yield row
        # Relations without a name for the way back are among them.
        for relation in row._meta.get_fields(include_hidden=True):
            if isinstance(relation, models.ManyToOneRel) and relation.field.remote_field.model is type(row):
                waiting += relation.related_model._default_manager.filter(**{relation.field.name: row.pk})
        if row is person:
            waiting += _by_number(person)


def _by_number(person: Contributor) -> Iterator[models.Model]:
    """Yield the rows that hold the person's number without a foreign key, since they outlive the record."""
    for model in apps.get_models():
        names = {each.name for each in model._meta.concrete_fields if isinstance(each, models.UUIDField)}
        if "contributor_id" in names:
            yield from model._default_manager.filter(contributor_id=person.pk)


@sensitive_variables()
def _facts(row: models.Model) -> list[Fact]:
    facts = []
    for each in row._meta.concrete_fields:
        if each.primary_key or each.remote_field or isinstance(each, models.FileField) or each.name in INTERNAL:
            continue
        value = each.value_from_object(row)
        display = getattr(row, f"get_{each.name}_display", None)
        shown = display() if display else _in_words(value)
        facts.append(Fact(each.name, str(capfirst(each.verbose_name)), str(shown), value))
    return facts


def _stories(person: Contributor) -> Section:
    """Return the pages that the person is in: where they stand, and what they say, as drafted and as published."""
    rows = []
    keys = stories_of([person.pk])
    pages = Page.objects.filter(translation_key__in=keys, alias_of__isnull=True).select_related("locale")
    readable = set(shareable(Page.objects.filter(translation_key__in=keys)).values_list("pk", flat=True))
    for page in pages.order_by("translation_key", "locale_id"):
        facts = [
            _fact("language", _("Language"), page.locale.language_code),
            _fact("address", _("Address"), page.full_url or ""),
            _fact("readable", _("Can be read by everybody"), page.pk in readable),
        ]
        versions = [page.specific, text_in_editor(page)]
        texts = dict.fromkeys(text for version in versions if isinstance(version, BasePage) for text in _texts(version))
        rows.append([*facts, *(_fact(position, label, text) for position, label, text in texts)])
    return Section("stories", _("Stories"), rows)


def _texts(page: BasePage) -> Iterator[tuple[str, str, str]]:
    for position, text in texts_of(page):
        yield position, str(capfirst(position_label(page, position))), text


def _log(rows: Iterable[models.Model]) -> Section:
    """Return what was done to the rows, and when."""
    numbers = [str(row.pk) for row in rows if isinstance(row._meta.pk, models.UUIDField)]
    events = ProtectionEvent.objects.filter(Q(identifier__in=numbers) | Q(about__in=numbers)).order_by("pk")
    return Section(
        "log",
        _("What was done, and when"),
        [
            [_fact("at", _("When"), event.at), Fact("verb", _("What"), event.get_verb_display(), event.verb)]
            for event in events
        ],
    )


def _fact(key: str, label: str, value: Any) -> Fact:
    return Fact(key, label, _in_words(value), value)


def _in_words(value: Any) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return str(value)
