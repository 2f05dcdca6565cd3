"""The texts of the form: a folder for each version, in it a file for each language.

A version that somebody has agreed to is never changed (a test holds the fingerprint of each file); a new wording is a
new folder, named year-number. A language joins a version by its file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from consent.vocabulary import Channel, Element

FOLDER = Path(__file__).parents[1] / "form_texts"
ANSWERS = ("yes", "no", "everywhere", "nowhere", "by_place")
FIELDS = (
    "reference",
    "given_on",
    "valid_until",
    "signature",
    "explained_by",
    "interpreter",
    "witness",
    "guardian",
    "assent",
)


class IncompleteForm(Exception):
    """A file of a form lacks something, or has something that the form does not know. Names the file and the place."""


@dataclass(frozen=True)
class Part:
    """Some sentences under a heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A channel in the words of the form; ``short`` heads a column."""

    place: str
    short: str


@dataclass(frozen=True)
class Signing:
    """The end of the form, where somebody decides."""

    heading: str
    statement: str
    told_of_right_to_withdraw: str
    copy_given: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class FormText:
    """The form in one language: what is read aloud, in this order, and the words beside its boxes."""

    version: str
    language: str
    title: str
    before: tuple[Part, ...]
    questions: Part
    elements: Mapping[Element, str]
    places: Mapping[Channel, Place]
    answers: Mapping[str, str]
    after: tuple[Part, ...]
    code: Part
    signing: Signing


def versions() -> list[str]:
    """Return all versions, the newest last."""
    found = [each.name for each in FOLDER.iterdir() if each.is_dir() and not each.name.startswith("_")]
    return sorted(found, key=lambda name: [int(number) for number in name.split("-")])


def current_version() -> str:
    """Return the version with which people are asked now."""
    return versions()[-1]


def languages(version: str = "") -> list[str]:
    """Return the languages that a version is written in."""
    return sorted(path.stem for path in (FOLDER / (version or current_version())).glob("*.yaml"))


def form_text(language: str, version: str = "") -> FormText:
    """Return the form in a language. Raises KeyError for one that it is not written in, IncompleteForm."""
    version = version or current_version()
    if version not in versions() or language not in languages(version):
        raise KeyError(language)
    return _read(FOLDER / version / f"{language}.yaml")


def text_of_record(language: str, version: str) -> FormText:
    """Return the text that somebody agreed to as nearly as it is here: their version and language, or the newest."""
    for wanted in ((language, version), (language, ""), ("en", version)):
        try:
            return form_text(*wanted)
        except KeyError:
            continue
    return form_text("en")


@lru_cache(maxsize=32)
def _read(path: Path) -> FormText:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        questions, signing = content["questions"], content["signing"]
        return FormText(
            version=path.parent.name,
            language=path.stem,
            title=_line(content["title"]),
            before=tuple(_parts(content["before"])),
            questions=_part(questions),
            elements={Element(key): text for key, text in _exactly(questions["elements"], Element).items()},
            places={Channel(key): Place(**value) for key, value in _exactly(questions["channels"], Channel).items()},
            answers=_exactly(questions["answers"], ANSWERS),
            after=tuple(_parts(content["after"])),
            code=_part(content["code"]),
            signing=Signing(
                heading=_line(signing["heading"]),
                statement=_line(signing["statement"]),
                told_of_right_to_withdraw=_line(signing["told_of_right_to_withdraw"]),
                copy_given=_line(signing["copy_given"]),
                fields=_exactly(signing["fields"], FIELDS),
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise IncompleteForm(f"{path.parent.name}/{path.name}: {error}") from error


def _parts(content: list[Any]) -> Iterator[Part]:
    for each in content:
        yield _part(each)


def _part(content: Mapping[str, Any]) -> Part:
    return Part(_line(content["heading"]), tuple(_line(each) for each in content["lines"]))


def _line(text: Any) -> str:
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{text!r} is no sentence")
    return text


def _exactly(content: Mapping[str, Any], keys: Any) -> dict[str, Any]:
    """Return the entries of the file in the order of the form, if they are all there and no others."""
    wanted = [str(key) for key in keys]
    if wrong := set(wanted) ^ set(content):
        raise ValueError(f"missing or unknown: {', '.join(sorted(wrong))}")
    return {key: content[key] for key in wanted}
