"""Atom with entries that were taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, rfc3339_date

TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


@dataclass(frozen=True)
class DeletedEntry:
    """An entry that readers are asked to forget: its id, and when it was taken back."""

    ref: str
    when: datetime


class AtomFeed(Atom1Feed):
    """Atom 1.0 (RFC 4287) with ``at:deleted-entry`` (RFC 6721) for each of the feed's ``deleted``."""

    def root_attributes(self) -> dict[str, str]:
        """Declare the namespace of tombstones."""
        attributes: dict[str, str] = super().root_attributes()
        return {**attributes, "xmlns:at": TOMBSTONES}

    def add_root_elements(self, handler: Any) -> None:
        """Write the feed's own elements, and what is to be forgotten."""
        super().add_root_elements(handler)
        for entry in self.feed.get("deleted", ()):
            handler.addQuickElement("at:deleted-entry", "", {"ref": entry.ref, "when": rfc3339_date(entry.when)})

    def latest_post_date(self) -> datetime:
        """Return when the feed last changed: taking back is a change too."""
        latest: datetime = super().latest_post_date()
        return max([latest, *(entry.when for entry in self.feed.get("deleted", ()))])
