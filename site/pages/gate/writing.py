"""Tells the room of consent who writes a page's text, whichever way it is stored: as a whole or side by side.

Rule 7 asks for everybody who wrote a text (``consent.authorship``). A revision is in the name of whoever pressed a
button, pieces of a translation in the name of their last translator, and a text that a translation starts from, or
gets anew, was written by the authors of its source.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision
from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationSource

from consent.authorship import authors_of, is_known, note_piece, note_text
from pages.gate.drafts import draft_of, translation_of
from pages.gate.reviewing import text_hash_of
from pages.models import BasePage

# What somebody wrote of a translation, and the field that holds it.
PIECES = ((StringTranslation, "data"), (SegmentOverride, "data_json"))
_CHANGED = "_text_was_changed"


def connect() -> None:
    """Listen to texts being stored."""
    post_save.connect(_revision_stored, sender=Revision, dispatch_uid="pages.gate.revision_stored")
    post_save.connect(_source_stored, sender=TranslationSource, dispatch_uid="pages.gate.source_stored")
    for model, _field in PIECES:
        pre_save.connect(_piece_compared, sender=model, dispatch_uid=f"pages.gate.compared.{model.__name__}")
        post_save.connect(_piece_stored, sender=model, dispatch_uid=f"pages.gate.stored.{model.__name__}")
        post_delete.connect(_piece_deleted, sender=model, dispatch_uid=f"pages.gate.deleted.{model.__name__}")


def _revision_stored(instance: Revision, created: bool, raw: bool = False, **_signal: Any) -> None:
    if raw or not created or not issubclass(instance.content_type.model_class() or Model, BasePage):
        return
    page = instance.as_object()
    if not is_known(page.pk):
        _carry_authors(page)
    fingerprint = text_hash_of(page)
    put_together = translation_of(page) is not None and text_hash_of(draft_of(page)) == fingerprint
    # Whoever publishes a translation has not written its pieces; those who did are known.
    note_text(page.pk, fingerprint, None if put_together else instance.user_id)


def _source_stored(instance: TranslationSource, raw: bool = False, **_signal: Any) -> None:
    """Take the authors of a source along to its translations, which show its words until they are translated."""
    if raw:
        return
    locales = instance.translations.filter(enabled=True).values("target_locale")
    for page in Page.objects.filter(translation_key=instance.object_id, locale__in=locales, alias_of__isnull=True):
        _carry_authors(page)


def _carry_authors(page: Page) -> None:
    """Count the authors of what a page was translated from among its own."""
    translation = translation_of(page)
    others = Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True).exclude(pk=page.pk)
    if translation is not None:
        others = others.filter(locale=translation.source.locale_id)
    original = others.order_by("pk").specific().first()
    if not isinstance(original, BasePage):
        return
    language = original.locale.language_code
    authors = authors_of(original.translation_key, language, text_hash_of(original))
    for author in sorted(authors | ({original.owner_id} if original.owner_id else set())):
        note_piece(page.pk, author)


def _piece_compared(sender: Any, instance: Any, raw: bool = False, **_signal: Any) -> None:
    """See whether the words of a piece change: Wagtail-localize also stores what went wrong with them."""
    name = dict(PIECES)[sender]
    before = sender.objects.filter(pk=instance.pk).values_list(name, flat=True).first()
    setattr(instance, _CHANGED, not raw and before != getattr(instance, name))


def _piece_stored(instance: Any, **_signal: Any) -> None:
    if getattr(instance, _CHANGED, False):
        _note_piece(instance, instance.last_translated_by_id)


def _piece_deleted(instance: Any, **_signal: Any) -> None:
    """Whoever takes a piece out decides what stands there instead."""
    user = get_active_log_context().user
    _note_piece(instance, user.pk if user else None)


def _note_piece(piece: Any, author_id: int | None) -> None:
    if piece.context is None:
        return
    page = Page.objects.filter(
        translation_key=piece.context.object_id, locale=piece.locale_id, alias_of__isnull=True
    ).first()
    if page is not None:
        note_piece(page.pk, author_id)
