"""The home page, who we are, legal pages; the navigation and the footer of every page."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
