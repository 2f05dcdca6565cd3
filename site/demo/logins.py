"""The demo's people and their passwords: made once, readable by the owner alone, shown until changed."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from accounts.models import User

_WORDS = 4  # groups of characters in a password
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else


@dataclass(frozen=True)
class Person:
    """Somebody invented, who works on the demo."""

    email: str
    first_name: str
    last_name: str
    role: str


ADMINISTRATOR = Person("nora.peeters@example.org", "Nora", "Peeters", "administrator")


@dataclass(frozen=True)
class Login:
    """A person with the password that was made for them."""

    person: Person
    password: str


def logins_file() -> Path:
    """Return the file that keeps the passwords."""
    return Path(settings.DATA_DIR) / "demo-logins.json"


def make_logins() -> None:
    """Make the demo's people who do not exist yet, each with a random password."""
    kept = _read()
    person = ADMINISTRATOR
    if not User.objects.filter(email=person.email).exists():
        password = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(_WORDS))
        # The file first: a password that nobody can read again would lock everyone out.
        _write({**kept, person.email: password})
        User.objects.create_superuser(person.email, password, first_name=person.first_name, last_name=person.last_name)


def valid_logins() -> list[Login]:
    """Return the logins that still work: a password that its owner has changed is not shown any more."""
    kept = _read()
    user = User.objects.filter(email=ADMINISTRATOR.email, is_active=True).first()
    password = kept.get(ADMINISTRATOR.email, "")
    return [Login(ADMINISTRATOR, password)] if user and password and user.check_password(password) else []


def _read() -> dict[str, str]:
    try:
        kept: dict[str, str] = json.loads(logins_file().read_text())
    except FileNotFoundError:
        return {}
    return kept


def _write(passwords: dict[str, str]) -> None:
    path = logins_file()
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(json.dumps(passwords, indent=2))
