"""Forms in groups, each with a heading, and a summary of what is wrong that names the fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise

Groups = list[tuple[str | Promise, list[str]]]


@dataclass(frozen=True)
class Group:
    """Some fields under a heading."""

    heading: str | Promise
    fields: list[BoundField]


class GroupedForm(forms.BaseForm):
    """A form that is shown in groups. What a person types here is not offered to the next one at the machine."""

    groups: ClassVar[Groups] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def in_groups(self) -> Iterator[Group]:
        """Yield the groups that have a field in this form."""
        for heading, names in self.groups:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield Group(heading, fields)

    def wrong_fields(self) -> list[tuple[BoundField, list[str]]]:
        """Return each field that was refused, with what is wrong."""
        return [
            (self[name], [str(error) for error in errors])
            for name, errors in self.errors.items()
            if name in self.fields
        ]


def date_input() -> forms.DateInput:
    """Return the browser's own field for a day."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def lines(rows: int = 2) -> forms.Textarea:
    """Return a field of some lines."""
    return forms.Textarea(attrs={"rows": rows})
