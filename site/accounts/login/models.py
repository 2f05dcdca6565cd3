"""Attempts to get in, so that guessing can be slowed down."""

from typing import ClassVar

from django.db import models


class Attempt(models.Model):
    """One attempt that was not (yet) successful. Holds no address and no account, only a keyed digest of them."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "at"], name="team_login_attempts_of_one_key")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at:%Y-%m-%d %H:%M:%S}"
