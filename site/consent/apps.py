"""What may be published. Ground floor: knows nothing above it."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "consent"
