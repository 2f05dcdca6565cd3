"""Logging in: the password, the second factor, sessions, and what keeps guessers out."""

from django.apps import AppConfig


class LoginConfig(AppConfig):
    name = "accounts.login"
    label = "team_login"

    def ready(self) -> None:
        """Note in the session when and how somebody logged in."""
        from accounts.login.signals import connect

        connect()
