"""Wagtail's app of users, with our screens for them, and the roles kept in step with the languages."""

from typing import Any

from wagtail.users.apps import WagtailUsersAppConfig


class TeamConfig(WagtailUsersAppConfig):
    """Wagtail's app under its own name; only the screens for people are ours."""

    user_viewset = "accounts.roles.screens.TeamViewSet"

    def ready(self) -> None:
        """Give a new language its rights, and keep superusers out of the reach of others."""
        from django.db.models.signals import post_save
        from wagtail import hooks

        from accounts.roles.guarding import refuse_in_bulk
        from accounts.roles.switching import TeamActiveState

        post_save.connect(_language_added, dispatch_uid="accounts.roles.language")
        hooks.register("before_bulk_action", refuse_in_bulk)
        # After Wagtail's own action of the same name, whose place it takes.
        hooks.register("register_bulk_action", TeamActiveState, order=1)


def _language_added(instance: Any, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Extend the roles to a language of the site when it or its home page is added."""
    from wagtail.models import Locale, Page

    from accounts.roles.updating import HOME_DEPTH, roles_are_there, update_roles_of_language

    if raw or not created:
        return
    if isinstance(instance, Locale):
        locale = instance
    elif isinstance(instance, Page) and instance.depth == HOME_DEPTH:
        locale = instance.locale
    else:
        return
    if roles_are_there():
        update_roles_of_language(locale)
