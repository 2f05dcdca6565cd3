"""Imports go one way only, from the roof of the house to its ground floor."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]

# From the ground up. A room may import from lower floors; on its own floor only where ALLOWED_BESIDE says so.
FLOORS = (
    {"storage"},
    {"accounts", "consent"},
    {"media"},
    {"search", "syndication", "language", "delivery"},
    {"pages"},
    {"home", "work", "stories", "resources"},
    {"withdrawal"},
    {"config", "demo", "operations"},
)
# The environment is read by config alone, and starting the site means knowing how it is configured.
ALLOWED_BESIDE = {("consent", "accounts"), ("operations", "config"), ("operations", "demo")}

FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def climbing(room: str, imported: str) -> bool:
    """Say whether one room must not import another."""
    if imported not in FLOOR_OF or room == imported:
        return False
    if FLOOR_OF[imported] == FLOOR_OF[room]:
        return (room, imported) not in ALLOWED_BESIDE
    return FLOOR_OF[imported] > FLOOR_OF[room]


def imports_of(source: str) -> Iterator[str]:
    """Yield the room of every import in a module, those inside functions among them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def modules() -> Iterator[tuple[str, Path]]:
    """Yield (room, file) for each module of the project."""
    folders = [*(PROJECT / "site").iterdir(), *PROJECT.iterdir()]
    for folder in folders:
        if (folder / "__init__.py").exists() and folder.name != "tests":
            yield from ((folder.name, path) for path in folder.rglob("*.py") if "migrations" not in path.parts)


def test_every_room_has_its_floor() -> None:
    assert {room for room, _path in modules()} <= set(FLOOR_OF)


def test_no_import_climbs() -> None:
    found = [
        f"{path.relative_to(PROJECT)} imports {imported}"
        for room, path in modules()
        for imported in imports_of(path.read_text())
        if climbing(room, imported)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("consent", "from stories.models import StoryPage"),
        ("media", "def later():\n    import pages.models"),
        ("stories", "from home.models import HomePage"),
        ("language", "from pages.facts import record_facts"),
    ],
)
def test_a_climbing_import_is_noticed(room: str, source: str) -> None:
    assert any(climbing(room, imported) for imported in imports_of(source))
