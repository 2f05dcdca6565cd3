"""Model fields whose column holds nothing but ciphertext.

An empty value stays empty, so that the database itself can tell that nothing is there (after an erasure, for
example). Every other value is another ciphertext each time it is saved: it cannot be searched, sorted or compared
in the database, and an attempt to do so fails instead of finding nothing. In a dump (``dumpdata``) the values stay
encrypted; ``loaddata`` reads them back where the same keys are set.
"""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import BaseExpression
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from accounts.encryption import CannotDecrypt, decrypt, encrypt

# Stands before a value in a dump, so that reading it back knows a ciphertext from a text.
IN_DUMP = "encrypted:"


def is_filled(name: str) -> GreaterThan:
    """Return the condition that an encrypted column holds something. The database answers; nothing is decrypted."""
    return GreaterThan(Length(name), 0)


class EncryptedTextField(models.TextField):
    """A text that is encrypted on its way into the database and decrypted on its way out."""

    empty: Any = ""

    def to_text(self, value: Any) -> str:
        """Return the value as the text that is encrypted."""
        return str(value)

    def from_text(self, text: str) -> Any:
        """Return the value that ``to_text`` made a text of."""
        return text

    def get_internal_type(self) -> str:
        """Say that the column is one of text."""
        return "TextField"

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow to ask whether there is a value, and nothing else."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> Any:
        """Allow none: a part of a ciphertext means nothing."""
        return None

    @sensitive_variables()
    def get_prep_value(self, value: Any) -> Any:
        """Encrypt, unless there is nothing to encrypt or the value is an expression of the database's own."""
        if value is None or isinstance(value, BaseExpression):
            return value
        return "" if value == self.empty else encrypt(self.to_text(value).encode()).decode()

    @sensitive_variables()
    def from_db_value(self, value: str | None, *_args: Any) -> Any:
        """Decrypt. Raises CannotDecrypt."""
        if value is None:
            return None
        return self._nothing() if value == "" else self.from_text(decrypt(value.encode()).decode())

    @sensitive_variables()
    def value_to_string(self, obj: models.Model) -> str:
        """Return the value for a dump: still encrypted."""
        stored = self.get_prep_value(self.value_from_object(obj))
        return f"{IN_DUMP}{stored}" if stored else ""

    @sensitive_variables()
    def to_python(self, value: Any) -> Any:
        """Return the value from a form, or from a dump. Raises ValidationError, which does not repeat it."""
        if value == "":
            return self._nothing()
        if isinstance(value, str) and value.startswith(IN_DUMP):
            try:
                return self.from_text(decrypt(value.removeprefix(IN_DUMP).encode()).decode())
            except CannotDecrypt as error:
                raise ValidationError(str(error), code="cannot_decrypt") from None
        return value

    def _nothing(self) -> Any:
        return self.empty


class EncryptedJSONField(EncryptedTextField):
    """A list of texts, such as the spellings of a name, that is encrypted as a whole."""

    empty: Any = []  # noqa: RUF012  # compared with, never handed out

    def to_text(self, value: Any) -> str:
        """Return the value as JSON."""
        return json.dumps(value, ensure_ascii=False)

    def from_text(self, text: str) -> Any:
        """Return the value that the JSON stands for."""
        return json.loads(text)

    @sensitive_variables()
    def to_python(self, value: Any) -> Any:
        """Return the list, from a form or a dump; a text is a list of its lines. Raises ValidationError."""
        value = super().to_python(value)
        if isinstance(value, str):
            return [line.strip() for line in value.splitlines() if line.strip()]
        return value

    @sensitive_variables()
    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Require a list of texts. Raises ValidationError, which does not repeat it."""
        super().validate(value, model_instance)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValidationError(_("Give a list of texts, one a line."), code="not_a_list")

    def _nothing(self) -> Any:
        return []

    def formfield(self, **kwargs: Any) -> Any:
        """Return a field with one text a line."""
        # Django would hide what was there in the page once more, since the default is a function.
        return super().formfield(**{"form_class": LinesField, "show_hidden_initial": False, **kwargs})


class LinesField(forms.CharField):
    """A list of texts, written one a line."""

    def prepare_value(self, value: Any) -> Any:
        """Return the lines that are shown in the form."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the list of the lines."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists, not their texts."""
        return (initial or []) != self.to_python(data)
