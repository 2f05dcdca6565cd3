"""The place of the checklist in the page editor."""

from typing import Any

from wagtail.admin.panels import Panel


class ChecklistPanel(Panel):
    """Shows the checklist at the top of the editor. Every kind of page has it, since people can appear on any."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/checklist_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the checklist of the page as it is stored; a page that was never saved has none yet."""
            # The gate knows the models of pages, and they name this panel.
            from pages.gate.screens.checklist import checklist_context

            context: dict[str, Any] = super().get_context_data(parent_context)
            if self.instance.pk:
                context |= checklist_context(self.instance, self.request.user)
            return context
