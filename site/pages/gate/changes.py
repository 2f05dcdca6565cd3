"""What has changed in a page's text since the person in the story approved it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from consent.models import FinalTextApproval
from pages.gate.reviewing import text_hash_of
from pages.gate.texts import field_label, texts_of
from pages.models import BasePage

# How far back the history is searched, newest first. Each revision is taken apart, which takes a few milliseconds.
REVISIONS_SEARCHED = 200
WORDS = re.compile(r"(\W)")


@dataclass(frozen=True)
class Change:
    """A field whose text is another one now, with what was taken out and put in marked."""

    where: Any
    difference: SafeString


@dataclass(frozen=True)
class Comparison:
    """The changes since the text that was approved; without that text, the present one stands in ``changes``."""

    approved_found: bool
    changes: list[Change]


def changes_since_approval(page: Page, draft: BasePage) -> Comparison:
    """Compare the draft with the newest revision whose text a person in the story approved and which it replaces."""
    approved = _approved_revision(page, draft)
    now = _by_field(draft)
    if approved is None:
        whole = [Change(field_label(draft, name), format_html("{}", text)) for name, text in now.items()]
        return Comparison(False, whole)
    before = _by_field(approved)
    names = [*now, *(name for name in before if name not in now)]
    changed = [name for name in names if before.get(name, "") != now.get(name, "")]
    return Comparison(
        True,
        [Change(field_label(draft, name), _difference(before.get(name, ""), now.get(name, ""))) for name in changed],
    )


def _approved_revision(page: Page, draft: BasePage) -> BasePage | None:
    approved = set(
        FinalTextApproval.objects.filter(
            subject__translation_key=draft.translation_key, language_code=draft.locale.language_code
        )
        .exclude(text_hash=text_hash_of(draft))
        .values_list("text_hash", flat=True)
    )
    for revision in islice(page.revisions.order_by("-created_at", "-pk").iterator(), REVISIONS_SEARCHED):
        then = revision.as_object()
        if text_hash_of(then) in approved:
            return then
    return None


def _by_field(page: BasePage) -> dict[str, str]:
    """Return the texts of each field in one piece: a block that was put in must not shift all that follow."""
    fields: dict[str, list[str]] = {}
    for position, text in texts_of(page):
        fields.setdefault(position.partition("/")[0], []).append(text)
    return {name: "\n".join(texts) for name, texts in fields.items()}


def _difference(before: str, now: str) -> SafeString:
    """Return both texts in one, word by word. Wagtail's own comparison sees no word of up to four letters."""
    old, new = WORDS.split(before), WORDS.split(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[SafeString] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(format_html("{}", "".join(new[new_from:new_to])))
            continue
        if out := "".join(old[old_from:old_to]):
            pieces.append(format_html("<del>{}</del>", out))
        if put_in := "".join(new[new_from:new_to]):
            pieces.append(format_html("<ins>{}</ins>", put_in))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
