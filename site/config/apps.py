"""The composition root: settings, addresses, and the checks that the rooms fit together."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
