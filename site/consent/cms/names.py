"""Looks for contributors by name. Publication names are in the database; true names are compared in memory."""

import unicodedata
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from consent.models import Contributor
from consent.models.contributors import reference_of


@sensitive_variables()
def contributors_called(wanted: str) -> list[UUID]:
    """Return who has the text in their publication name, in a spelling of their true name or in their reference.

    Capitals and accents make no difference. Ten thousand names decrypt in a fraction of a second.
    """
    sought = _folded(wanted)
    return [
        key
        for key, publication_name, true_names in Contributor.objects.values_list("pk", "publication_name", "true_names")
        if any(sought in _folded(name) for name in (publication_name, *true_names, reference_of(key)))
    ]


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
