"""The languages in which consent is explained and people are contacted: more than the site itself has."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

SPOKEN: tuple[tuple[str, str | Promise], ...] = (
    ("sq", _("Albanian")),
    ("am", _("Amharic")),
    ("ar", _("Arabic")),
    ("hy", _("Armenian")),
    ("az", _("Azerbaijani")),
    ("bn", _("Bengali")),
    ("bs", _("Bosnian, Croatian or Serbian")),
    ("ckb", _("Kurdish, Sorani")),
    ("kmr", _("Kurdish, Kurmanji")),
    ("prs", _("Dari")),
    ("de", _("German")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fa", _("Persian")),
    ("fr", _("French")),
    ("ff", _("Fula")),
    ("ka", _("Georgian")),
    ("ha", _("Hausa")),
    ("ln", _("Lingala")),
    ("mn", _("Mongolian")),
    ("nl", _("Dutch")),
    ("ps", _("Pashto")),
    ("pt", _("Portuguese")),
    ("ro", _("Romanian")),
    ("ru", _("Russian")),
    ("so", _("Somali")),
    ("sw", _("Swahili")),
    ("ti", _("Tigrinya")),
    ("tr", _("Turkish")),
    ("uk", _("Ukrainian")),
    ("ur", _("Urdu")),
    ("vi", _("Vietnamese")),
)


def name_of(code: str) -> str:
    """Return the name of a language, or its code if it is not in the list."""
    return str(dict(SPOKEN).get(code) or dict(settings.LANGUAGES).get(code) or code)


def language_field(label: Any, help_text: Any, kept: str, required: bool) -> forms.ChoiceField:
    """Return a field for one of the languages; a code that was stored before stays possible."""
    known = sorted(((code, str(name)) for code, name in SPOKEN), key=lambda choice: choice[1])
    if kept and kept not in dict(SPOKEN):
        known.append((kept, name_of(kept)))
    choices = [("", "---------"), *known]
    return forms.ChoiceField(label=capfirst(label), help_text=help_text, choices=choices, required=required)
