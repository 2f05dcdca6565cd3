"""The demo's people and their passwords: made once, readable by the owner alone, shown until changed."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.roles import table
from accounts.roles.updating import roles_are_there
from consent.officers import OFFICERS
from demo.errors import DemoError
from pages.workflow.arranging import update_team

_WORDS = 4  # groups of characters in a password
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else


@dataclass(frozen=True)
class Person:
    """Somebody invented, who works on the demo in a role; ``group`` is the role's name."""

    email: str
    first_name: str
    last_name: str
    role: str
    group: str


# Nobody is a superuser: the administrator manages people and settings, and publishes if need be.
ADMINISTRATOR = Person("nora.peeters@example.org", "Nora", "Peeters", "administrator", table.ADMINISTRATORS.name)
WRITER = Person("lea.dumont@example.org", "Léa", "Dumont", "writer", table.WRITERS.name)
OFFICER = Person("sami.haddad@example.org", "Sami", "Haddad", "protection officer", OFFICERS)
# Whoever records a consent cannot approve the story, so it takes two.
SECOND_OFFICER = Person("ines.willems@example.org", "Ines", "Willems", "second protection officer", OFFICERS)
EDITOR = Person("tom.schmit@example.org", "Tom", "Schmit", "editor", table.EDITORS.name)
TRANSLATOR = Person(
    "rania.khoury@example.org", "Rania", "Khoury", "translator into Arabic", table.translators_of("العربية").name
)
PEOPLE = (ADMINISTRATOR, WRITER, OFFICER, SECOND_OFFICER, EDITOR, TRANSLATOR)


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
    if not roles_are_there():
        update_team()
    for person in PEOPLE:
        if not User.objects.filter(email=person.email).exists():
            password = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(_WORDS))
            # The file first: a password that nobody can read again would lock everyone out.
            _write({**_read(), person.email: password})
            user = User.objects.create_user(
                person.email, password, first_name=person.first_name, last_name=person.last_name
            )
            user.groups.add(Group.objects.get(name=person.group))


def make_logins_again_if_locked_out() -> None:
    """Make the demo's people who are missing when nobody is left who may let people in. Raises DemoError."""
    administrators = Q(is_superuser=True) | Q(groups__name=table.ADMINISTRATORS.name)
    if not User.objects.filter(administrators, is_active=True).exists():
        make_logins()


def valid_logins() -> list[Login]:
    """Return the logins that still work: a password that its owner has changed is not shown any more.

    Raises DemoError when the file that keeps the passwords is damaged.
    """
    kept = _read()
    users = {user.email: user for user in User.objects.filter(is_active=True, email__in=kept)}
    return [
        Login(person, kept[person.email])
        for person in PEOPLE
        if person.email in users and users[person.email].check_password(kept[person.email])
    ]


def lines(logins: list[Login]) -> list[str]:
    """Return who they are, their addresses and passwords, one below the other."""
    roles = max((len(login.person.role) for login in logins), default=0) + 1
    emails = max((len(login.person.email) for login in logins), default=0)
    return [f"{login.person.role + ':':<{roles}}  {login.person.email:<{emails}}  {login.password}" for login in logins]


def delete_logins() -> list[str]:
    """Delete the demo's people and their passwords; return the addresses of those kept, who changed their password.

    Raises DemoError when the file that keeps the passwords is damaged.
    """
    kept = []
    for user in User.objects.filter(email__in=[person.email for person in PEOPLE]):
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
