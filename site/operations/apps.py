"""Starting and running the site."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "operations"
