"""Writing feeds. Knows of entries, never of a kind of page."""

from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "syndication"
