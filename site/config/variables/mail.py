"""How mails leave, and from whom."""

from collections.abc import Mapping
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from config.variables.refusal import InvalidEnvironment


def read_email(environ: Mapping[str, str], data_dir: Path, default_sender: str) -> dict[str, Any]:
    """Return Django's settings for mails (EMAIL_URL, DEFAULT_FROM_EMAIL). Raises InvalidEnvironment."""
    sender = environ.get("DEFAULT_FROM_EMAIL") or default_sender
    if not _is_sender(sender):
        raise InvalidEnvironment(
            "DEFAULT_FROM_EMAIL must be the address that mails come from, such as website@example.org "
            "or Website <website@example.org>."
        )
    senders = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender}
    if url := environ.get("EMAIL_URL"):
        return {**senders, **_mail_server(url)}
    return {
        **senders,
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": data_dir / "mail",
    }


def _is_sender(text: str) -> bool:
    addresses = [address for _name, address in getaddresses([text])]
    local_part, _at, domain = addresses[0].rpartition("@")
    return bool(len(addresses) == 1 and local_part and domain and " " not in addresses[0]) and text.isprintable()


def _mail_server(url: str) -> dict[str, Any]:
    expected = InvalidEnvironment(
        "EMAIL_URL must be the address of a mail server such as smtp://user:password@host:587 or "
        "smtps://user:password@host:465, or empty."
    )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise expected from error
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise expected
    if parts.fragment or bool(parts.username) != bool(parts.password):
        raise expected
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        # Nothing leaves this machine unencrypted; a relay on the machine itself needs no encryption.
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1", "::1"),
        "EMAIL_TIMEOUT": 20,  # seconds
    }
