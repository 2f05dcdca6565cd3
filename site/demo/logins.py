"""The demo's people and their passwords: made once, readable by the owner alone, shown until changed."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.models import User
from demo.errors import DemoError

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
    """Make the demo's people who do not exist yet, each with a random password. Raises DemoError."""
    kept = _read()
    person = ADMINISTRATOR
    if not User.objects.filter(email=person.email).exists():
        password = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(_WORDS))
        # The file first: a password that nobody can read again would lock everyone out.
        _write({**kept, person.email: password})
        User.objects.create_superuser(person.email, password, first_name=person.first_name, last_name=person.last_name)


def make_logins_again_if_locked_out() -> None:
    """Make the demo's people who are missing when nobody is left who may do everything. Raises DemoError."""
    if not User.objects.filter(is_superuser=True, is_active=True).exists():
        make_logins()


def valid_logins() -> list[Login]:
    """Return the logins that still work: a password that its owner has changed is not shown any more.

    Raises DemoError when the file that keeps the passwords is damaged.
    """
    user = User.objects.filter(email=ADMINISTRATOR.email, is_active=True).first()
    return [Login(ADMINISTRATOR, _read()[ADMINISTRATOR.email])] if user and _has_made_password(user) else []


def delete_logins() -> list[str]:
    """Delete the demo's people and their passwords; return the addresses of those kept, who changed their password.

    Raises DemoError when the file that keeps the passwords is damaged.
    """
    kept = []
    for user in User.objects.filter(email=ADMINISTRATOR.email):
        if _has_made_password(user):
            user.delete()
        else:
            kept.append(user.email)
    # When it is certain that the people are gone: until then the passwords are needed.
    transaction.on_commit(lambda: logins_file().unlink(missing_ok=True))
    return kept


def _has_made_password(user: User) -> bool:
    password = _read().get(user.email, "")
    return bool(password) and user.check_password(password)


def _read() -> dict[str, str]:
    try:
        kept = json.loads(logins_file().read_text())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise _damaged() from error
    if not isinstance(kept, dict) or not all(isinstance(password, str) for password in kept.values()):
        raise _damaged()
    return kept


def _damaged() -> DemoError:
    return DemoError(
        f"{logins_file()} cannot be read: delete it and, if nobody knows the password, set a new one with "
        f"'python manage.py changepassword {ADMINISTRATOR.email}'."
    )


def _write(passwords: dict[str, str]) -> None:
    """Replace the file as a whole, so that an interrupted start leaves no damaged one."""
    path = logins_file()
    unfinished = path.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)
    unfinished.chmod(0o600)
    unfinished.write_text(json.dumps(passwords, indent=2))
    unfinished.replace(path)
