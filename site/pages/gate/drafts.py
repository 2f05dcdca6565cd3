"""Which text of a page editors have before them: what is judged, approved and would be published."""

from typing import cast

from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import Translation

from pages.models import BasePage


def translation_of(page: Page) -> Translation | None:
    """Return the translation that the page is made of as long as it is translated side by side, if it is."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def draft_of(page: Page) -> Page:
    """Return a page as the editor shows it.

    For a page that is translated side by side that is no revision: its text lies in pieces until it is published,
    and a piece without a translation shows the text of the source. The title is one of the pieces.
    """
    translation = translation_of(page)
    if translation is None:
        return cast(Page, page.get_latest_revision_as_object())
    draft: Page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    # A translated address is made valid when it is stored; it is part of the text that is approved.
    draft.slug = find_available_slug(draft.get_parent(), slugify(draft.slug), ignore_page_id=draft.pk)
    return draft


def story_draft(page: Page) -> BasePage | None:
    """Return the draft of a page if it is one whose people the gate can ask about, and no alias of another."""
    if page.alias_of_id:
        return None
    draft = draft_of(page)
    return draft if isinstance(draft, BasePage) else None
