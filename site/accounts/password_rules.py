"""What a password must be, in the words of this site: Django does not say all of it in Arabic."""

from django.contrib.auth import password_validation
from django.utils.translation import ngettext


class LongEnough(password_validation.MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        """Return what is said of a password that is too short."""
        text = ngettext(
            "This is too short: use at least %(min_length)d character.",
            "This is too short: use at least %(min_length)d characters.",
            self.min_length,
        )
        return text % {"min_length": self.min_length}
