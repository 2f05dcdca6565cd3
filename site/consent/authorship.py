"""Who wrote a text: keeps the history that rule 7 asks, and puts it on each approval.

Whoever knows how texts are stored (the gate of the pages) calls ``note_text`` for each text that was stored, and
``note_piece`` for a piece of one.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from consent.models import StoryApproval, WrittenText
from consent.rules.rule_7_approval import authors_among
from consent.texts import can_fingerprint, text_fingerprint, text_in_editor

# What an approval says: the fingerprint of the text, who approved, and who had written it.
Given = tuple[str, int, list[int]]


def note_text(page_id: int, text_hash: str, author_id: int | None) -> None:
    """Write down that a text was stored, and by whom. Whoever stores what stands there already has not written it.

    The page is held, so that no text is noted between the approval of another and the note of that.
    """
    with transaction.atomic():
        Page.objects.select_for_update(of=("self",)).filter(pk=page_id).values_list("pk").first()
        newest = WrittenText.objects.filter(page_id=page_id).order_by("-pk").values("text_hash", "author_id").first()
        if newest is not None and newest["text_hash"] == text_hash and (text_hash or newest["author_id"] == author_id):
            return
        WrittenText.objects.create(page_id=page_id, text_hash=text_hash, author_id=author_id)


def note_piece(page_id: int, author_id: int | None) -> None:
    """Write down that somebody changed a piece of a text of which the whole is put together later."""
    note_text(page_id, "", author_id)


def is_known(page_id: int) -> bool:
    """Say whether the history of a page's texts has begun."""
    return WrittenText.objects.filter(page_id=page_id).exists()


def authors_of(translation_key: UUID, language_code: str, text_hash: str) -> frozenset[int]:
    """Return the numbers of the users who wrote a text of a page, in two queries however long its history is."""
    return authors_by(translation_key, language_code, text_hash, approvals_given(translation_key, language_code))


def authors_by(translation_key: UUID, language_code: str, text_hash: str, given: Iterable[Given]) -> frozenset[int]:
    """Return the same where the approvals of the page are at hand."""
    history = WrittenText.objects.filter(
        page__translation_key=translation_key,
        page__locale__language_code=language_code,
        page__alias_of__isnull=True,
    )
    read = {fingerprint for fingerprint, approver, authors in given if approver not in authors}
    return authors_among(list(history.order_by("pk").values_list("text_hash", "author_id")), text_hash, read)


def approvals_given(translation_key: UUID, language_code: str) -> list[Given]:
    """Return all approvals of a page, of earlier texts as well."""
    given = StoryApproval.objects.filter(translation_key=translation_key, language_code=language_code)
    return list(given.values_list("text_hash", "approved_by_id", "author_ids"))


def record_authors(instance: StoryApproval, raw: bool = False, **_signal: Any) -> None:
    """Put those who had made the page or written its text on an approval, by whatever road it is given."""
    if raw or not instance._state.adding:
        return
    authors = set(authors_of(instance.translation_key, instance.language_code, instance.text_hash))
    page = _page_of(instance)
    if page is not None and page.owner_id is not None:
        authors.add(page.owner_id)
    instance.author_ids = sorted(authors)


def record_read_text(instance: StoryApproval, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Note which text stood there when it was approved, where no revision says so: the text of a translation."""
    page = _page_of(instance)
    if raw or not created or page is None or not can_fingerprint():
        return
    with transaction.atomic():
        Page.objects.select_for_update(of=("self",)).filter(pk=page.pk).values_list("pk").first()
        if text_fingerprint(text_in_editor(page)) == instance.text_hash:
            note_text(page.pk, instance.text_hash, None)


def _page_of(approval: StoryApproval) -> Page | None:
    return Page.objects.filter(
        translation_key=approval.translation_key,
        locale__language_code=approval.language_code,
        alias_of__isnull=True,
    ).first()
