"""Reads the demo's text files: one folder for each page, one Markdown file with front matter for each language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import yaml
from django.conf import settings

CONTENT = Path(__file__).parent / "content"
PICTURES = Path(__file__).parent / "pictures"


class ContentError(Exception):
    """A content file cannot be used; the message names the file and says what to mend."""


@dataclass(frozen=True)
class ContentFile:
    """One file: what a page (or a snippet) says in one language."""

    key: str  # the path of its folder below home/, such as "our-work/voluntary-return"; "" for the home page
    language_code: str
    fields: dict[str, Any]
    body: str
    path: Path

    def require(self, name: str) -> Any:
        """Return a field of the front matter. Raises ContentError when it is missing."""
        if self.fields.get(name) in (None, ""):
            raise ContentError(f"{self.path}: the front matter needs '{name}'.")
        return self.fields[name]

    def date(self, name: str) -> date | None:
        """Return a field as a date, or None when it is not given. Raises ContentError when it is no date."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, date):
            raise ContentError(f"{self.path}: '{name}' must be a date such as 2026-11-01.")
        return value


def read_file(path: Path, key: str) -> ContentFile:
    """Read one file. Raises ContentError when its front matter is not readable."""
    try:
        post = frontmatter.load(str(path))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: the lines between '---' cannot be read: {error}") from error
    if not post.metadata:
        raise ContentError(f"{path}: the file must begin with front matter between two lines of '---'.")
    return ContentFile(key=key, language_code=path.stem, fields=post.metadata, body=post.content, path=path)


def languages_of(folder: Path) -> list[Path]:
    """Return the language files of a folder, the source language first."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    files = sorted(folder.glob("*.md"), key=lambda path: path.stem)
    if unknown := [path for path in files if path.stem not in codes]:
        raise ContentError(f"{unknown[0]}: the file must be named after a language of the site: {', '.join(codes)}.")
    return sorted(files, key=lambda path: codes.index(path.stem))


def pages() -> Iterator[list[ContentFile]]:
    """Yield the files of each page, parents before children and siblings in their order."""
    yield from _pages_below(CONTENT / "home", "")


def _pages_below(folder: Path, key: str) -> Iterator[list[ContentFile]]:
    files = [read_file(path, key) for path in languages_of(folder)]
    if not files or files[0].language_code != settings.LANGUAGE_CODE:
        raise ContentError(f"{folder}: the folder needs a file {settings.LANGUAGE_CODE}.md.")
    yield files
    children = [(_position(child), child) for child in folder.iterdir() if child.is_dir()]
    for _order, child in sorted(children, key=lambda pair: (pair[0], pair[1].name)):
        yield from _pages_below(child, f"{key}/{child.name}".strip("/"))


def _position(folder: Path) -> int:
    source = folder / f"{settings.LANGUAGE_CODE}.md"
    if not source.exists():
        raise ContentError(f"{folder}: the folder needs a file {settings.LANGUAGE_CODE}.md.")
    return int(read_file(source, folder.name).fields.get("position", 0))


def snippet(name: str) -> list[ContentFile]:
    """Return the files of something that is no page, such as "office", the source language first."""
    return [read_file(path, name) for path in languages_of(CONTENT / name)]


def vocabulary(name: str) -> dict[str, dict[str, str]]:
    """Return a vocabulary: for each key, the word in each language."""
    words: dict[str, dict[str, str]] = yaml.safe_load((CONTENT / "vocabulary" / f"{name}.yaml").read_text("utf-8"))
    return words


def picture_file(name: str) -> Path:
    """Return the file of a drawing. Raises ContentError when there is none of that name."""
    path = PICTURES / f"{name}.webp"
    if not path.exists():
        raise ContentError(f"There is no picture '{name}': {path} is missing.")
    return path
