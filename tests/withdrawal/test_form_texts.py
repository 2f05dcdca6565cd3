"""The form: complete in each language, in short sentences, and never changed once people have agreed to it."""

import hashlib
import re
from pathlib import Path

import pytest

from consent.vocabulary import Channel, Element
from withdrawal.asking import texts
from withdrawal.asking.texts import FOLDER, IncompleteForm, form_text, languages, text_of_record, versions

# The SHA-256 of each file. A new language adds a line; a new wording is a new version. A line is never changed.
PINNED = {
    "2026-1/ar": "8924db4aaaff485c976417354ac9ae4258a48ffe3748b448650d2ad1e28e5e47",
    "2026-1/en": "2cd49f9ec2f9cf2ad52ba9098cc1ecd19ce958787ba38f7e1ea90c496617b202",
    "2026-1/fr": "c8e6777cee2f83a155ffc9581bb739670cf90849f2fdab210ce93915ed39c3c5",
}
WRITTEN = [(version, language) for version in versions() for language in languages(version)]
LONGEST_SENTENCE = 20  # words


def test_no_version_has_changed() -> None:
    found = {
        f"{version}/{language}": hashlib.sha256((FOLDER / version / f"{language}.yaml").read_bytes()).hexdigest()
        for version, language in WRITTEN
    }
    assert found == PINNED


@pytest.mark.parametrize(("version", "language"), WRITTEN)
def test_every_question_is_asked_in_every_language(version: str, language: str) -> None:
    text = form_text(language, version)
    assert list(text.elements) == list(Element)
    assert list(text.places) == list(Channel)
    first = form_text("en", version)
    assert [len(part.lines) for part in text.before] == [len(part.lines) for part in first.before]
    assert [len(part.lines) for part in text.after] == [len(part.lines) for part in first.after]
    for name in ("organization", "office", "months", "address", "contact"):
        whole = " ".join(line for part in (*text.before, *text.after) for line in part.lines)
        assert whole.count(f"{{{name}}}") == 1, name


@pytest.mark.parametrize(("version", "language"), WRITTEN)
def test_it_can_be_read_aloud(version: str, language: str) -> None:
    text = form_text(language, version)
    parts = (*text.before, text.questions, *text.after, text.code)
    lines = [line for part in parts for line in part.lines] + list(text.elements.values())
    sentences = [sentence for line in lines for sentence in re.split(r"(?<=[.?!؟:])\s+", line)]
    assert [each for each in sentences if len(each.split()) > LONGEST_SENTENCE] == []


def test_the_newest_version_is_the_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("2026-2", "2026-10", "2025-11"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    assert versions() == ["2025-11", "2026-2", "2026-10"]


@pytest.mark.parametrize("lacking", ["face:", "donor:", "by_place:", "witness:", "heading: My decision"])
def test_a_file_that_lacks_something_is_named(lacking: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = (FOLDER / "2026-1" / "en.yaml").read_text()
    (tmp_path / "2026-9").mkdir()
    kept = [line for line in whole.splitlines() if lacking not in line]
    assert len(kept) == len(whole.splitlines()) - 1
    (tmp_path / "2026-9" / "en.yaml").write_text("\n".join(kept))
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    with pytest.raises(IncompleteForm, match=r"2026-9/en\.yaml"):
        form_text("en", "2026-9")


def test_a_record_finds_its_text_as_nearly_as_it_is_there() -> None:
    assert text_of_record("ar", "2026-1").language == "ar"
    assert text_of_record("ar", "1999-1").language == "ar"
    assert text_of_record("ps", "2026-1").language == "en"
    assert text_of_record("ps", "").version == versions()[-1]
