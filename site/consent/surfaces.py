"""The surfaces: every place where the public could meet a story.

Each room names its own in ``AppConfig.ready()``; the room of withdrawal above them all reads the list, and one test
walks it. A new place that is not named here is a place that a withdrawal forgets.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

# A story is known by the translation key that its pages in all languages share.
Story = UUID


def _nothing_to_close(_story: Story) -> None:
    """Do nothing: ``shareable()`` closes the place at its next reading."""


@dataclass(frozen=True)
class Surface:
    """A place where the public could meet a story.

    ``addresses`` yields the paths, from the site's root on, at which something of a story could be met. It is asked
    while the story is still there, and whatever it yields must not show anything of the story afterwards.
    ``close`` takes away, within the transaction of a withdrawal, what the filter at reading does not reach: a
    schedule that would publish again, a copy in a cache.
    """

    name: str
    addresses: Callable[[Story], Iterable[str]]
    close: Callable[[Story], None] = _nothing_to_close


_surfaces: dict[str, Surface] = {}


def register_surface(surface: Surface) -> None:
    """Name a place. Raises ValueError for a second one of the same name."""
    if surface.name in _surfaces:
        raise ValueError(f"There is a surface called {surface.name!r} already.")
    _surfaces[surface.name] = surface


def surfaces() -> tuple[Surface, ...]:
    """Return all places, in the order in which they were named."""
    return tuple(_surfaces.values())
