"""Looks for words in texts, whatever the spelling's case, accents, script marks or separators.

Latin, Cyrillic and Georgian words are compared whole: Ana is not found in banana. Arabic writes "and", "by", "for",
"like" and "the" as one word with what follows, so there such a beginning is looked past. Nothing here returns what
was found, only whether.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from consent.rules.common_names import COMMON_NAMES, PARTICLES

# Letters that Unicode does not take apart, and Arabic letters that are written for each other.
LETTERS = str.maketrans({
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ـ": "",
    "ʿ": "", "ʾ": "",
})  # fmt: skip
ARABIC_BEGINNING = "(?:[وف]?(?:[بكل]?ال|لل|[بكل])?)"
ARABIC = re.compile(r"[\u0600-\u06ff]")
WORD = re.compile(r"[^\W\d_]+")
HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
APOSTROPHE = re.compile("['’‘`´ʼʻ]")
TAG = re.compile(r"<[^>]*>")
# Joined names are looked for inside longer words, such as an account's or a file's name, from this length on.
SHORTEST_JOINED = 7

SHORTEST_PART = 3


def fold(text: str, apostrophe: str = "") -> tuple[str, ...]:
    """Return the words of a text without case, accents and marks; everything but letters separates.

    An apostrophe may belong to a name (Sa'id) or part it from another word (d'Ana): by default it is dropped.
    """
    text = APOSTROPHE.sub(apostrophe, text)
    text = unicodedata.normalize("NFKC", text)
    kept = "".join(char for char in text if unicodedata.category(char) != "Cf")  # soft hyphens, joiners, directions
    apart = unicodedata.normalize("NFKD", kept.casefold()).translate(LETTERS)
    bare = "".join(char for char in apart if not unicodedata.category(char).startswith("M"))
    return tuple(WORD.findall(bare.translate(LETTERS)))


def folded(name: str) -> str:
    """Return a name in the form in which names are compared as wholes."""
    return " ".join(fold(name))


class Haystack:
    """A text, prepared so that several names can be looked for in it."""

    def __init__(self, text: str) -> None:
        plain = html.unescape(text) if "&" in text else text
        versions = {plain, HUMP.sub(" ", plain)}
        if "<" in plain:
            # A name may be broken by markup, and two words may be kept apart by nothing else.
            versions |= {TAG.sub("", plain), TAG.sub(" ", plain)}
        found = {fold(version, apostrophe) for version in versions for apostrophe in ("", " ")}
        self._versions = {words for words in found if words}
        self._words = frozenset(word for words in self._versions for word in words)

    def __contains__(self, words: tuple[str, ...]) -> bool:
        """Say whether the words stand in the text one after the other, or written as one."""
        if len(words) == 1:
            return self._has(words[0])
        return bool(words) and any(self._in(version, words) for version in self._versions)

    def _has(self, sought: str, any_ending: bool = False) -> bool:
        if sought in self._words or (any_ending and any(word.startswith(sought) for word in self._words)):
            return True
        if not ARABIC.match(sought):
            return False
        pattern = re.compile(_with_beginning(sought) + ("" if any_ending else r"\Z"))
        return any(pattern.match(word) for word in self._words)

    @staticmethod
    def _in(version: tuple[str, ...], words: tuple[str, ...]) -> bool:
        length = len(words)
        starts = range(len(version) - length + 1)
        if any(all(_same(version[start + i], words[i]) for i in range(length)) for start in starts):
            return True
        joined = "".join(words)
        return length > 1 and len(joined) >= SHORTEST_JOINED and any(joined in word for word in version)

    def has_word(self, pattern: str) -> bool:
        """Say whether a word of a list stands in the text; a star at its end stands for any ending."""
        words, any_ending = _listed_word(pattern)
        if not words:
            return False
        if not any_ending:
            return words in self
        if len(words) == 1:
            return self._has(words[0], any_ending=True)
        *first, last = words
        return any(
            all(_same(version[start + i], word) for i, word in enumerate(first))
            and _begins(version[start + len(first)], last)
            for version in self._versions
            for start in range(len(version) - len(first))
        )


def needles(spellings: Iterable[str], spared: str = "") -> set[tuple[str, ...]]:
    """Return what gives a name away: each whole spelling, and each part of it that is no mere particle.

    The words of ``spared`` (the first name under which somebody appears) are left out where they stand alone.
    """
    allowed = set(fold(spared))
    found: set[tuple[str, ...]] = set()
    for words in {fold(spelling, apostrophe) for spelling in spellings for apostrophe in ("", " ")}:
        if words and not (set(words) <= allowed):
            found.add(words)
            found.add(tuple(reversed(words)))
        found |= {(word,) for word in words if is_telling(word) and word not in allowed}
    return found


def is_telling(word: str) -> bool:
    """Say whether a part of a name gives somebody away by itself."""
    return len(word) >= SHORTEST_PART and word not in PARTICLES


def is_common(words: tuple[str, ...]) -> bool:
    """Say whether a name is a word of the language as well."""
    return len(words) == 1 and words[0] in COMMON_NAMES


@lru_cache(maxsize=4096)
def _listed_word(pattern: str) -> tuple[tuple[str, ...], bool]:
    """Return the words of an entry of a list, and whether its last one may have any ending.

    The lists are the same for all texts of all pages. No name comes here: those are never kept.
    """
    return fold(pattern), pattern.rstrip().endswith("*")


def _same(word: str, sought: str) -> bool:
    return word == sought or bool(ARABIC.match(sought) and re.fullmatch(_with_beginning(sought), word))


def _begins(word: str, sought: str) -> bool:
    return word.startswith(sought) or bool(ARABIC.match(sought) and re.match(_with_beginning(sought), word))


def _with_beginning(sought: str) -> str:
    """Return a pattern for an Arabic word after whatever is written as one with it, its own article included."""
    bare = sought[2:] if sought.startswith("ال") and len(sought) > 4 else sought
    return ARABIC_BEGINNING + re.escape(bare)
