"""The draft of a translation: its pieces put together as a revision, which is what the review reads and publishes."""

from typing import Any, cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from consent.rules.facts import Kind
from consent.texts import text_fingerprint
from pages.gate.drafts import draft_of, translation_of
from pages.gate.reviewing import concerns_people, review_draft
from pages.models import BasePage


@transaction.atomic
def store_draft(page: Page, user: Any) -> Revision:
    """Store a translation as it stands as a draft of its page; the published page stays as it is.

    wagtail-localize's own way of saving a draft would write the text into the published page. Raises ValidationError.
    """
    draft = draft_of(page)
    draft.full_clean()
    # As in the page editor: a true name is not even kept in a draft.
    if isinstance(draft, BasePage) and concerns_people(draft):
        names = [refusal.message for refusal in review_draft(draft) if refusal.kind == Kind.ERROR]
        if names:
            raise ValidationError({NON_FIELD_ERRORS: [str(each) for each in names]})
    return cast(Revision, draft.save_revision(user=user, log_action=True, clean=False))


def revision_to_publish(page: Page) -> Revision | None:
    """Return the revision that the review would publish: what is before its readers, put together anew if need be.

    A translation is another text as soon as its source was synchronised. Its author stays who they were.
    """
    revision = page.get_latest_revision()
    if revision is None or translation_of(page) is None:
        return revision
    if text_fingerprint(revision.as_object()) == text_fingerprint(draft_of(page)):
        return revision
    return store_draft(page, revision.user)


def missing_pieces(translation: Translation) -> int:
    """Return how many pieces have no translation, or a wrong one: there readers would see the source's language."""
    total, translated = translation.get_progress()
    return int(total - translated)


def words_of(error: ValidationError) -> list[str]:
    """Return what is wrong with a draft, each with the name of its field."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        message if name == NON_FIELD_ERRORS else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]
