"""Which entries a feed has to take back: a reader that only sees an entry missing keeps what it has (RFC 6721)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Removal:
    """An entry that was taken back, by the key of its page. It says when, and nothing else."""

    translation_key: UUID
    at: datetime


# Returns what was taken back in a language, the newest first.
Removals = Callable[[str], list[Removal]]
_sources: list[Removals] = []


def register_removals(function: Removals) -> None:
    """Name who knows of entries that were taken back."""
    if function not in _sources:
        _sources.append(function)


def removals(language_code: str) -> list[Removal]:
    """Return all entries in a language that were taken back, the newest first."""
    found = [removal for function in _sources for removal in function(language_code)]
    return sorted(found, key=lambda removal: removal.at, reverse=True)
