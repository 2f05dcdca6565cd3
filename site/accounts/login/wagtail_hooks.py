"""What Wagtail shows of the login: links in the profile, a reminder at the start, actions on users."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from accounts.login import views_for_cms
from accounts.login.invitations import invite
from accounts.login.lost_device import REMOVED, LostDeviceView, may_help
from accounts.login.reminder import ReminderPanel
from accounts.models import User


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    """Put the screens about other people's logins beneath the CMS's address."""
    return [
        path("users/<int:pk>/second-factor/", LostDeviceView.as_view(), name="account_lost_device"),
        path("users/<int:pk>/invitation/", views_for_cms.InvitationView.as_view(), name="account_invitation"),
    ]


@hooks.register("register_account_menu_item")
def link_to_account(request: HttpRequest) -> dict[str, Any]:
    """Lead from the profile in the CMS to the account pages."""
    return {
        "url": reverse("account_overview"),
        "label": _("Password, second factor and sessions"),
        "help_text": _("Change your password, set up a second factor, and see where you are logged in."),
    }


@hooks.register("construct_homepage_panels")
def remind(request: HttpRequest, panels: list[Component]) -> None:
    """Offer what makes a login safer, to whoever does not have it."""
    panels.insert(0, ReminderPanel())


@hooks.register("register_user_listing_buttons")
def offer_help(user: User, request_user: User) -> Iterator[Button]:
    """Offer help with somebody's login in the list of users."""
    if may_help(request_user, user):
        yield Button(
            _("Lost device…"), reverse("account_lost_device", args=[user.pk]), icon_name="lock-open", priority=60
        )
        yield Button(_("Invite again…"), reverse("account_invitation", args=[user.pk]), icon_name="mail", priority=61)


@hooks.register("after_create_user")
def invite_new_user(request: HttpRequest, user: User) -> None:
    """Invite a new user to choose a password."""
    if user.password:
        return
    user.set_unusable_password()
    user.save(update_fields=["password"])
    views_for_cms.tell(request, user, invite(user, request.user))  # type: ignore[arg-type]


@hooks.register("register_log_actions")
def register_log_action(actions: LogActionRegistry) -> None:
    """Name what is written into a user's history."""
    actions.register_action(REMOVED, gettext_lazy("Remove the second factor"), gettext_lazy("Second factor removed"))
