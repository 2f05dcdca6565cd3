"""People at the door of the CMS, and what they do there."""

import re
from dataclasses import dataclass
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, time
from django.test import Client

from accounts.models import User

PASSWORD = "a long password"
CHOSEN = "quite a long one"


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


def link_in(message: Any) -> str:
    """Return the path of the link in a mail."""
    found = re.search(r"http://127\.0\.0\.1:8000(/account/\S+)", message.body)
    assert found is not None, message.body
    return found[1]


def choose_password(client: Client, link: str, password: str = CHOSEN) -> Any:
    """Follow a link and choose a password; return the page that follows."""
    form = client.get(link, follow=True)
    if not form.redirect_chain:
        return form
    return client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password}, follow=True)
