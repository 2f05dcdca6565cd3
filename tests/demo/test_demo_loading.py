"""The demo is loaded whole or not at all, and leaves when it is told to."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase
from wagtail.models import Page, Site

from accounts.models import User
from demo import content_files, loading, logins
from home.models import HomePage, OfficeDetails, OrganizationPage
from media.models import Picture
from stories.models import Theme

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


@pytest.fixture
def small_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Path:
    """A demo of two pages, whose files a test can spoil."""
    content = tmp_path / "content"
    for name, text in SMALL.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "credits.yaml").write_text("all: Us")
    monkeypatch.setattr(content_files, "CONTENT", content)
    monkeypatch.setattr(content_files, "PICTURES", pictures)
    return content


def load() -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        loading.load(lambda line: None)


def test_dry_run_writes_nothing(db: None) -> None:
    out = StringIO()
    call_command("load_demo", "--dry-run", stdout=out)
    assert "21 pages in en" in out.getvalue()
    assert not HomePage.objects.exists()
    assert not Picture.objects.exists()


def test_delete_takes_everything_away_and_loading_brings_it_back(small_content: Path) -> None:
    load()
    assert OrganizationPage.objects.get().url == "/en/a-page/"
    loading.delete(lambda line: None)
    assert not Page.objects.filter(depth__gt=1).exists()
    assert not OfficeDetails.objects.exists()
    assert not Theme.objects.exists()
    assert not Picture.objects.exists()
    assert loading.site_is_empty()
    load()
    assert HomePage.objects.get().live


def test_delete_spares_what_editors_made(small_content: Path) -> None:
    load()
    parent = OrganizationPage.objects.get()
    parent.add_child(
        instance=OrganizationPage(title="Our own", slug="own", summary="Ours", body=[("text", "<p>x</p>")])
    )
    with pytest.raises(loading.DemoError, match="Our own"):
        loading.delete(lambda line: None)
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
    (login,) = logins.valid_logins()
    logins.make_logins()
    assert logins.valid_logins() == [login]
    assert logins.logins_file().stat().st_mode & 0o777 == 0o600
    assert json.loads(logins.logins_file().read_text()) == {login.person.email: login.password}
    user = User.objects.get(email=login.person.email)
    user.set_password("something of her own")
    user.save()
    assert logins.valid_logins() == []
