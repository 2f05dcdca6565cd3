"""What may be published. Ground floor: knows nothing above it."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "consent"

    def ready(self) -> None:
        """Listen to what is done to the records and the team; give those who read records short sessions."""
        from accounts.sessions import register_short_session
        from consent.officers import is_officer
        from consent.signals import connect

        connect(self)
        register_short_session(is_officer)
