"""Enters the translations of the content files into wagtail-localize, as a translator would.

The pages that come of it are ordinary translations: a translator sees them side by side with their source and
can go on from there.
"""

import polib
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from demo.content_files import ContentError, ContentFile


def translate(source: TranslatableMixin, wanted: TranslatableMixin, locale: Locale, file: ContentFile) -> None:
    """Translate a saved page or snippet so that it reads as the unsaved ``wanted``; a page stays a draft.

    Raises ContentError when the two are not made of the same pieces.
    """
    translation_source, _created = TranslationSource.update_or_create_from_instance(source)
    translation, _created = Translation.objects.get_or_create(source=translation_source, target_locale=locale)
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {"X-WagtailLocalize-TranslationID": str(translation.uuid)}
    for original, translated in _pairs(source, wanted, file):
        entry = polib.POEntry(msgctxt=original.path, msgid=original.string.data, msgstr=translated.string.data)
        catalogue.append(entry)
    if warnings := translation.import_po(catalogue):
        raise ContentError(f"{file.path}: the translation was not accepted: {warnings}")
    translation.save_target(publish=not isinstance(source, Page))


def _pairs(
    source: TranslatableMixin, wanted: TranslatableMixin, file: ContentFile
) -> list[tuple[StringSegmentValue, StringSegmentValue]]:
    originals, translations = _strings(source), _strings(wanted)
    for original, translated in zip(originals, translations, strict=False):
        if original.path != translated.path:
            raise ContentError(
                f"{file.path}: the text must have the same blocks and paragraphs as its source, in the same order; "
                f"they part at '{original.string.render_text()[:60]}' and '{translated.string.render_text()[:60]}'."
            )
    if len(originals) != len(translations):
        raise ContentError(
            f"{file.path}: the source has {len(originals)} pieces of text, this file has {len(translations)}."
        )
    return list(zip(originals, translations, strict=True))


def _strings(instance: TranslatableMixin) -> list[StringSegmentValue]:
    return [segment for segment in extract_segments(instance) if isinstance(segment, StringSegmentValue)]
