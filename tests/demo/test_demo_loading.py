"""The demo is loaded whole or not at all, and trying it out leaves no trace."""

import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import TestCase
from wagtail.models import Page, Site

from accounts.models import User
from demo import content_files, deleting, loading, logins
from demo.errors import DemoError
from home.models import HomePage, OrganizationPage
from media.models import Picture
from running_site import PROJECT, environment

SMALL = {
    "home/en.md": """---
type: home.HomePage
title: Home
slug: home
headline: A headline
summary: A summary
---
Welcome.
""",
    "home/page/en.md": """---
type: home.OrganizationPage
title: A page
slug: a-page
summary: A summary
---
One paragraph.

Another, with a [link](page:).
""",
    "office/en.md": """---
organization_name: An organization
office_name: An office
names_and_borders: No opinion.
---
""",
    "vocabulary/themes.yaml": "{}",
    "vocabulary/assistance.yaml": "{}",
}


def write_files(folder: Path, texts: dict[str, str]) -> None:
    """Write text files into a folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def small_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Path:
    """A demo of two pages, whose files a test can spoil."""
    content = tmp_path / "content"
    write_files(content, SMALL)
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "credits.yaml").write_text("all: Us\nsource: Ours\n")
    monkeypatch.setattr(content_files, "CONTENT", content)
    monkeypatch.setattr(content_files, "PICTURES", pictures)
    return content


def load() -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        loading.load(lambda line: None)


def test_dry_run_tries_everything_and_writes_nothing(
    home: HomePage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The settings of the suite would give each of its processes a folder of its own.
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.local")
    out = StringIO()
    call_command("load_demo", "--dry-run", stdout=out)
    assert "21 pages in en" in out.getvalue()
    assert "14 pictures" in out.getvalue()
    assert "example.org" not in out.getvalue()
    assert HomePage.objects.get() == home
    assert not Picture.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()


def test_dry_run_refuses_what_loading_would_and_needs_no_database(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns(".*", "var", "tests", "content", "__pycache__"))
    spoiled = {**SMALL, "home/fr.md": SMALL["home/en.md"].replace("Welcome.", "Bonjour.\n\nEncore.")}
    write_files(project / "site" / "demo" / "content", spoiled)
    done = subprocess.run(
        [sys.executable, str(project / "manage.py"), "load_demo", "--dry-run"],
        env=environment(tmp_path / "data", 8000),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    (sentence,) = done.stderr.strip().splitlines()
    assert "fr.md: the source has 5 pieces of text, this file has 6." in sentence
    assert "site.sqlite3" not in [path.name for path in (tmp_path / "data").iterdir()]
    assert not (tmp_path / "data" / "media").exists()


def test_a_failed_loading_leaves_nothing_in_the_cache(small_content: Path) -> None:
    (small_content / "home/page/en.md").write_text("no front matter")
    cache.set("a-page-that-never-came-to-be", 1)
    with pytest.raises(content_files.ContentError):
        loading.load(lambda line: None)
    assert cache.get("a-page-that-never-came-to-be") is None


def test_delete_takes_the_files_away_too(small_content: Path, tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    drawing = next((PROJECT / "site" / "demo" / "pictures").glob("*.webp"))
    shutil.copy(drawing, content_files.PICTURES)
    load()
    assert any(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))
    assert logins.logins_file().exists()
    with TestCase.captureOnCommitCallbacks(execute=True):
        deleting.delete(lambda line: None)
    assert not any(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))
    assert not logins.logins_file().exists()


def test_delete_spares_what_editors_made(small_content: Path) -> None:
    load()
    parent = OrganizationPage.objects.get()
    parent.add_child(
        instance=OrganizationPage(title="Our own", slug="own", summary="Ours", body=[("text", "<p>x</p>")])
    )
    with pytest.raises(DemoError, match="Our own"):
        deleting.delete(lambda line: None)
    assert OrganizationPage.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("home/page/en.md", "no front matter", "must begin with front matter"),
        ("home/page/en.md", "---\ntitle: [\n---\n", "cannot be read"),
        ("home/page/en.md", SMALL["home/page/en.md"].replace("home.OrganizationPage", "home.Nothing"), "kind of page"),
        (
            "home/page/en.md",
            SMALL["home/page/en.md"].replace("(page:)", "(page:nowhere)"),
            "there is no page 'nowhere'",
        ),
        ("home/page/en.md", SMALL["home/page/en.md"] + "\n::: quote Somebody\nNever closed\n", "not closed"),
        ("home/page/en.md", SMALL["home/page/en.md"] + "\n::: map x\ny\n:::\n", "'map'"),
        ("home/page/en.md", SMALL["home/page/en.md"] + "\n::: picture gone\nalt: x\n:::\n", "no picture 'gone'"),
        ("home/page/en.md", SMALL["home/page/en.md"] + "\n::: facts X\nnot a fact\n:::\n", "should read"),
        ("home/page/xx.md", "---\ntitle: x\n---\n", "language of the site"),
        ("home/fr.md", SMALL["home/en.md"].replace("Welcome.", "Bonjour.\n\nEncore."), "pieces of text"),
    ],
)
def test_a_spoiled_file_is_named_and_nothing_is_half_loaded(
    small_content: Path, name: str, text: str, complaint: str
) -> None:
    (small_content / name).write_text(text)
    before = (Page.objects.count(), Site.objects.count())
    with pytest.raises(CommandError) as caught:
        call_command("load_demo", stdout=StringIO())
    assert name.rpartition("/")[2] in str(caught.value)
    assert complaint in str(caught.value)
    assert (Page.objects.count(), Site.objects.count()) == before


def test_passwords_are_made_once_kept_for_the_owner_and_shown_until_changed(
    db: None, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    logins.make_logins()
    made = logins.valid_logins()
    assert [login.person for login in made] == list(logins.PEOPLE)
    logins.make_logins()
    assert logins.valid_logins() == made
    assert logins.logins_file().stat().st_mode & 0o777 == 0o600
    kept = json.loads(logins.logins_file().read_text())
    assert kept == {login.person.email: login.password for login in made}
    for login in made:
        user = User.objects.get(email=login.person.email)
        assert [group.name for group in user.groups.all()] == [login.person.group]
        assert not user.is_superuser
    user = User.objects.get(email=made[0].person.email)
    user.set_password("something of her own")
    user.save()
    assert logins.valid_logins() == made[1:]


def test_passwords_stand_below_each_other(db: None, tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    logins.make_logins()
    lines = logins.lines(logins.valid_logins())
    assert len({line.index(login.password) for line, login in zip(lines, logins.valid_logins(), strict=True)}) == 1
    assert logins.lines([]) == []


def test_somebody_can_always_let_people_in(db: None, tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    logins.make_logins()
    User.objects.filter(email=logins.WRITER.email).delete()
    logins.make_logins_again_if_locked_out()
    assert not User.objects.filter(email=logins.WRITER.email).exists()
    User.objects.filter(email=logins.ADMINISTRATOR.email).delete()
    logins.make_logins_again_if_locked_out()
    assert User.objects.filter(email__in=[logins.WRITER.email, logins.ADMINISTRATOR.email]).count() == 2
