"""What may be published. Ground floor: knows nothing above it."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "consent"

    def ready(self) -> None:
        """Listen to what is done to the records and the team."""
        from consent.signals import connect

        connect(self)
