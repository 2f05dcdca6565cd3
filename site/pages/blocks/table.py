"""A table of figures."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail_localize.segments import StringSegmentValue


class TableBlock(WagtailTableBlock):
    """A table whose caption says what is counted, by whom, as of when.

    wagtail-localize passes over tables unless their block says what is to be translated: the caption and the
    cells that hold words. A cell of digits is the same in every translation.
    """

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        """Require the caption: without it nobody knows what the numbers count."""
        cleaned: dict[str, Any] = super().clean(value)
        if not (cleaned.get("table_caption") or "").strip():
            raise ValidationError(_("Give the table a caption: what is counted, by whom, as of when."))
        return cleaned

    def get_translatable_segments(self, value: dict[str, Any] | None) -> list[StringSegmentValue]:
        """Return the caption and the cells with letters, as wagtail-localize asks for them."""
        if not value:
            return []
        segments = [StringSegmentValue("caption", value.get("table_caption") or "")]
        for row_number, row in enumerate(value.get("data") or []):
            for column_number, cell in enumerate(row):
                if cell and any(character.isalpha() for character in cell):
                    segments.append(StringSegmentValue(f"cell-{row_number}-{column_number}", cell))
        return segments

    def restore_translated_segments(self, value: dict[str, Any], segments: list[StringSegmentValue]) -> dict[str, Any]:
        """Return the table with the translated texts in their places."""
        translated = {**value, "data": [list(row) for row in value["data"]]}
        for segment in segments:
            if segment.path == "caption":
                translated["table_caption"] = segment.render_text()
            else:
                _cell, row_number, column_number = segment.path.split("-")
                translated["data"][int(row_number)][int(column_number)] = segment.render_text()
        return translated

    class Meta:
        icon = "table"
        label = _("Table")
        help_text = _("The caption says what is counted, by whom, as of when.")
        template = "components/table.html"
