"""allauth's forms for security keys. What a browser says in the name of a key is read with suspicion.

allauth and the library beneath it expect the shape that the Web Authentication API (W3C Recommendation, level 2) gives
to an answer, and fall over anything else; here, whatever is not readable is answered on screen.
"""

import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.login.forms import word

# Characters of an answer; the certificates of some keys make theirs several thousand long.
LONGEST_ANSWER = 50_000
NOT_UNDERSTOOD = _("The key gave no answer that can be used. Press the button and touch the key when it lights up.")
# The parts of an answer, each of them bytes in URL-safe Base64 (section 5.1.8 and 5.8 of the recommendation).
IDENTIFIERS = ("id", "rawId")
PARTS = ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle")
BASE64 = re.compile(r"[A-Za-z0-9_-]*=*")
# What reading bytes that are something else raises, at whatever depth.
UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)


class KeyAnswerField(forms.JSONField):
    """The answer of a key, which a script writes into the form."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(error_messages=dict.fromkeys(("required", "invalid"), NOT_UNDERSTOOD))

    def to_python(self, value: Any) -> Any:
        """Return the parts of the answer that are used. Raises ValidationError for what is no answer of a key.

        What is no text is refused here: the library would ask the memory for as many bytes as a number says.
        """
        if isinstance(value, str) and len(value) > LONGEST_ANSWER:
            raise ValidationError(NOT_UNDERSTOOD, code="invalid")
        try:
            answer = super().to_python(value)
        except RecursionError:
            raise ValidationError(NOT_UNDERSTOOD, code="invalid") from None
        return None if answer is None else _parts(answer)

    def bound_data(self, data: Any, initial: Any) -> None:
        """Show nothing of an answer again: a key gives another one each time."""


def _parts(answer: Any) -> dict[str, Any]:
    response = answer.get("response") if isinstance(answer, dict) else None
    if not isinstance(response, dict) or answer.get("type") != "public-key":
        raise ValidationError(NOT_UNDERSTOOD, code="invalid")
    identifiers = {name: answer.get(name) for name in IDENTIFIERS}
    parts = {name: response[name] for name in PARTS if response.get(name) is not None}
    if not all(isinstance(text, str) and BASE64.fullmatch(text) for text in (*identifiers.values(), *parts.values())):
        raise ValidationError(NOT_UNDERSTOOD, code="invalid")
    return {**identifiers, "type": "public-key", "response": parts}


@contextmanager
def _understood() -> Iterator[None]:
    """Say in words for keys what is wrong with an answer. Raises ValidationError."""
    try:
        yield
    except ValidationError as error:
        # allauth has one message for codes and keys.
        if getattr(error, "code", None) != "incorrect_code":
            raise
        raise ValidationError(NOT_UNDERSTOOD, code="incorrect_code") from error
    except UNREADABLE as error:
        raise ValidationError(NOT_UNDERSTOOD, code="incorrect_code") from error


class AddKeyForm(key_forms.AddWebAuthnForm):
    """A security key and a name for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = KeyAnswerField()
        word(self.fields["name"], _("Name of the key"), autocomplete="off")

    def clean(self) -> dict[str, Any]:
        """Check the answer of the key. Raises ValidationError."""
        with _understood():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class _UseKeyForm:
    """The answer of a key that was set up before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = KeyAnswerField()  # type: ignore[attr-defined]

    def clean_credential(self) -> Authenticator:
        """Return whose key it is. Raises ValidationError."""
        with _understood():
            key: Authenticator = super().clean_credential()  # type: ignore[misc]
        return key


class UseKeyForm(_UseKeyForm, key_forms.AuthenticateWebAuthnForm):
    """A security key, after the password."""


class ReauthenticateKeyForm(_UseKeyForm, key_forms.ReauthenticateWebAuthnForm):
    """A security key, before something that matters."""


class RenameKeyForm(key_forms.EditWebAuthnForm):
    """Another name for a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["name"], _("Name of the key"), autocomplete="off", autofocus=True)
