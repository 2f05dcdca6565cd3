"""The stories of people, their index and their feeds."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"
