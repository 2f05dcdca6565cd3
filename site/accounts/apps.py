"""The team's people. Ground floor: imports nothing of ours. How they log in lies in accounts.login."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
