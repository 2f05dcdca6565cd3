"""The interface is complete in every language."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import polib
import pytest
from django.conf import settings

from installed import require_program

PROJECT = Path(__file__).parents[1]
TRANSLATED = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def catalogue(code: str, folder: Path = PROJECT / "locale") -> polib.POFile:
    return polib.pofile(str(folder / code / "LC_MESSAGES" / "django.po"))


def texts(entries: Iterable[polib.POEntry]) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgstr) for entry in entries}


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_untranslated_or_uncertain(code: str) -> None:
    entries = catalogue(code)
    assert len(entries) > 100
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy or entry.obsolete] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_are_kept(code: str) -> None:
    for entry in catalogue(code):
        # The forms for one or two may say the number in words.
        translations = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        for placeholder in ("%(", "%s", "{"):
            most = max(text.count(placeholder) for text in translations)
            assert most == (entry.msgid_plural or entry.msgid).count(placeholder), entry.msgid


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_compiled_catalogue_is_that_of_the_text(code: str) -> None:
    compiled = polib.mofile(str(PROJECT / "locale" / code / "LC_MESSAGES" / "django.mo"))
    assert texts(compiled) == texts(catalogue(code))


def test_the_source_has_no_string_that_the_catalogues_lack(tmp_path: Path) -> None:
    require_program("xgettext", "gettext")
    copy = tmp_path / "project"
    shutil.copytree(
        PROJECT, copy, ignore=shutil.ignore_patterns(".venv", "var", ".git", "*.webp", "*.svg", "tests", "*_cache")
    )
    languages = [argument for code in TRANSLATED for argument in ("--locale", code)]
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", *languages, "--no-obsolete", "--no-location", "--no-wrap"],
        cwd=copy,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(tmp_path / "data")},
        check=True,
        capture_output=True,
    )
    for code in TRANSLATED:
        found = {(entry.msgctxt, entry.msgid) for entry in catalogue(code, copy / "locale")}
        assert found == {(entry.msgctxt, entry.msgid) for entry in catalogue(code)}
