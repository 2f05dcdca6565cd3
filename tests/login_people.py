"""People at the door of the CMS, and what they do there."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, time
from django.test import Client

from accounts.models import User

PASSWORD = "a long password"


def code_for(secret: str) -> str:
    """Return the code that an app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@dataclass
class Protected:
    """Somebody with an app and recovery codes."""

    user: User
    secret: str
    recovery_codes: list[str]

    def log_in(self, client: Client) -> Any:
        """Log in with password and code."""
        client.post("/account/login/", {"login": self.user.email, "password": PASSWORD})
        return client.post("/account/second-factor/authenticate/", {"code": code_for(self.secret)})


def protect(user: User) -> Protected:
    """Set up an app for somebody."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return Protected(user, secret, RecoveryCodes.activate(user).get_unused_codes())


def log_in_with_password(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    """Type an address and a password."""
    return client.post("/account/login/", {"login": email, "password": password}, **extra)


def is_in(client: Client) -> bool:
    """Say whether the CMS opens."""
    return bool(client.get("/cms/").status_code == 200)
