"""Our Work and its areas."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "work"
