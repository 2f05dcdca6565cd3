"""The team's people. Ground floor: imports nothing of ours."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
