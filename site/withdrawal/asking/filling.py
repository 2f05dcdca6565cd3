"""Fills into the form what differs from office to office and from year to year."""

from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from consent.models import ConsentSettings
from home.frame import build_frame
from home.models import OfficeDetails
from language.switcher import direction
from withdrawal.asking.texts import FormText, Part

# Unicode's isolates: a telephone number or a Latin name keeps its order within Arabic (UAX 9).
ISOLATED = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


def filled(text: FormText, request: HttpRequest, months: int | None = None) -> FormText:
    """Return the form with the office's name and contact, where to write the code, and how long a yes holds."""
    office = build_frame(request, None, text.language).office
    values = {
        "organization": office.organization_name,
        "office": office.office_name,
        "contact": _contact(office),
        "months": str(months or ConsentSettings.current().default_months),
        "address": withdrawal_address(),
    }
    isolated = {name: ISOLATED.format(value) for name, value in values.items()}
    return replace(
        text,
        before=tuple(_filled(part, isolated) for part in text.before),
        after=tuple(_filled(part, isolated) for part in text.after),
    )


def withdrawal_address() -> str:
    """Return the address of the page that takes the code, as it stands on paper: it leads to everybody's language."""
    path = reverse("your_story:withdraw").strip("/").partition("/")[2]
    return f"{settings.WAGTAILADMIN_BASE_URL.partition('://')[2]}/{path}"


def direction_of(text: FormText) -> str:
    """Return the direction in which the form is written."""
    return direction(text.language)


def _filled(part: Part, values: Mapping[str, str]) -> Part:
    lines = part.lines
    for name, value in values.items():
        lines = tuple(line.replace(f"{{{name}}}", value) for line in lines)
    return replace(part, lines=lines)


def _contact(office: OfficeDetails) -> str:
    number = f"{office.information_line_label} {office.information_line_number}".strip()
    address = ", ".join(line.strip() for line in office.address.splitlines() if line.strip())
    return " · ".join(each for each in (address or office.organization_name, number) if each)
