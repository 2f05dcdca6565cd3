"""What other rooms let officers do with a contributor."""

from wagtail import hooks
from wagtail.admin.widgets.button import Button

from consent.models import Contributor


def contributor_buttons(contributor: Contributor) -> list[Button]:
    """Return the buttons of the hook ``register_contributor_buttons``: functions of a contributor, in its order."""
    return [button for hook in hooks.get_hooks("register_contributor_buttons") for button in hook(contributor)]
