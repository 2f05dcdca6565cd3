"""The demonstration site, made from the text files in content/ and the drawings in pictures/."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
