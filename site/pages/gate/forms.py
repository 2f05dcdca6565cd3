"""The form of the page editor: no draft is saved with a true name in it."""

from copy import copy
from typing import Any

from django.views.decorators.debug import sensitive_variables
from wagtail.admin.forms import WagtailAdminPageForm

from consent.rules.facts import Kind


class GatedPageForm(WagtailAdminPageForm):
    """Looks for the known names of the people in a story whenever the page is saved, draft or not."""

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        """Refuse what must not be saved; the message names the field and the block, never what was found."""
        # The gate knows the models of pages, and they name this form.
        from pages.gate.reviewing import concerns_people, review_draft
        from pages.gate.texts import position_label

        cleaned: dict[str, Any] = super().clean()
        page = copy(self.instance)
        for name, value in cleaned.items():
            if name in {field.name for field in page._meta.concrete_fields}:
                setattr(page, name, value)
        if page.pk and concerns_people(page):
            for refusal in review_draft(page):
                if refusal.kind == Kind.ERROR:
                    field, _slash, _number = refusal.position.partition("/")
                    where = position_label(page, refusal.position)
                    self.add_error(field if field in self.fields else None, f"{where}: {refusal.message}")
        return cleaned
