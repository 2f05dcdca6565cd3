"""Panels that rooms above add to the officers' screens, so that this room need not know them.

A room registers a function for one of Wagtail's hooks, named after the screen: ``register_contributor_panels``,
``register_record_panels`` and ``register_story_panels``. It gets what the screen shows and returns components.
"""

from typing import Any

from wagtail import hooks
from wagtail.admin.ui.components import Component


def more_panels(screen: str, shown: Any) -> list[Component]:
    """Return the panels that were registered for a screen, in the order of the hooks."""
    return [panel for function in hooks.get_hooks(f"register_{screen}_panels") for panel in function(shown)]
