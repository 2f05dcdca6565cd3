"""Starting the site: what goes wrong is said in one sentence, and a second start disturbs nothing."""

import errno
import socket
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from accounts.models import User
from demo import loading, logins, site_address
from home.models import HomePage
from operations import preparation
from operations.management.commands import serve as serve_command
from running_site import RunningSite, environment, free_port, serve


def refused(env: dict[str, str]) -> str:
    """Return the sentence with which a start was refused."""
    process = serve(env, "--prepare", "--demo")
    printed, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in printed
    *progress, sentence = printed.strip().splitlines()
    assert all(line.endswith("…") for line in progress)
    return sentence


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        sentence = refused(environment(tmp_path, port))
        assert f"port {port}" in sentence
        assert "another program" in sentence


@pytest.mark.parametrize(
    ("number", "complaint"),
    [
        (errno.EACCES, "this user may not use that port"),
        (errno.EADDRNOTAVAIL, "no address of this machine"),
        (errno.EADDRINUSE, "another program"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(monkeypatch: pytest.MonkeyPatch, number: int, complaint: str) -> None:
    class Refusing(socket.socket):
        def bind(self, address: Any) -> None:
            raise OSError(number, "refused")

    monkeypatch.setattr(serve_command.socket, "socket", Refusing)
    with pytest.raises(CommandError, match=complaint):
        call_command("serve", stdout=StringIO())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATA_DIR", "/dev/null/folder"),
        ("DATABASE_URL", "nonsense"),
        ("PORT", "http"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing"),
        ("DATABASE_URL", "sqlite:////etc/passwd"),
    ],
)
def test_a_bad_variable_is_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    env = {**environment(tmp_path, free_port()), name: value}
    assert name in refused(env)


def test_production_does_not_start_without_what_it_needs(tmp_path: Path) -> None:
    env = environment(tmp_path, free_port(), DJANGO_SETTINGS_MODULE="config.settings.production")
    assert refused(env).startswith("SECRET_KEY must ")


def test_a_database_that_was_never_prepared_is_one_sentence(tmp_path: Path) -> None:
    process = serve(environment(tmp_path, free_port()))
    printed, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in printed
    assert "--prepare" in printed


@pytest.fixture
def unserved(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a site that is prepared as for serving, but not served: for its database alone."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(preparation, "_collect_static_files", lambda report: None)
    monkeypatch.setattr(serve_command, "_check_address_is_free", lambda host, port: None)
    monkeypatch.setattr(serve_command.os, "execv", lambda path, arguments: None)
    return tmp_path


def prepared(*arguments: str) -> str:
    """Prepare the site and return what was printed."""
    printed = StringIO()
    call_command("serve", "--prepare", *arguments, stdout=printed)
    return printed.getvalue()


def test_an_empty_site_says_what_to_do_next(unserved: Path) -> None:
    (sentence,) = [line for line in prepared().splitlines() if "no page" in line]
    assert "createsuperuser" in sentence
    assert "Settings → Sites" in sentence


def test_it_is_said_where_mails_go(unserved: Path) -> None:
    assert f"written to {django_settings.EMAIL_FILE_PATH}" in prepared()


def test_the_first_administrator_needs_an_address_only(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long password of hers")
    call_command("createsuperuser", "--noinput", "--email", "first@example.org", stdout=StringIO())
    first = User.objects.get(email="first@example.org")
    assert first.is_superuser
    assert first.check_password("a long password of hers")


def test_a_damaged_file_of_logins_is_named(unserved: Path, home: HomePage) -> None:
    logins.make_logins()
    for damaged in ("{", "[]", '{"nora.peeters@example.org": 1}'):
        logins.logins_file().write_text(damaged)
        with pytest.raises(CommandError, match=r"demo-logins\.json"):
            prepared()


def test_an_interrupted_loading_locks_nobody_out(
    unserved: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def people_at_the_end(*_args: object) -> None:
        assert User.objects.filter(email=logins.ADMINISTRATOR.email).exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "_load", people_at_the_end)
    with pytest.raises(KeyboardInterrupt):
        loading.load(lambda line: None)
    assert not User.objects.exists()


def test_people_of_the_demo_are_made_again_when_nobody_could_log_in(unserved: Path, home: HomePage) -> None:
    home.translation_key = loading.translation_key("page", "")
    home.save()
    assert "Log in as administrator" in prepared("--demo")
    User.objects.all().delete()
    assert "Log in as administrator" in prepared("--demo")


def test_people_of_the_demo_are_not_made_again_beside_another_administrator(
    unserved: Path, home: HomePage, administrator: User
) -> None:
    home.translation_key = loading.translation_key("page", "")
    home.save()
    assert "Log in as" not in prepared("--demo")
    assert User.objects.get() == administrator


def test_people_of_the_demo_are_not_made_on_a_site_of_ones_own(unserved: Path, home: HomePage) -> None:
    assert "Log in as" not in prepared("--demo")


def prepared_at(site_url: str, settings: Any, callbacks: Any) -> Site:
    """Prepare the site under an address and return Wagtail's site."""
    settings.WAGTAILADMIN_BASE_URL = site_url
    with callbacks(execute=True):
        site_address.follow_site_url()
    return Site.objects.get()


def test_the_site_follows_its_address_until_an_editor_sets_another(
    unserved: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    def prepare(site_url: str) -> tuple[str, int]:
        site = prepared_at(site_url, settings, django_capture_on_commit_callbacks)
        return site.hostname, site.port

    assert prepare("http://127.0.0.1:8000") == ("127.0.0.1", 8000)
    assert prepare("http://[::1]:8001") == ("[::1]", 8001)
    assert prepare("https://example.org") == ("example.org", 443)
    Site.objects.update(hostname="www.example.org")
    assert prepare("https://example.org") == ("www.example.org", 443)
    assert prepare("https://example.net") == ("www.example.org", 443)


def test_a_site_without_a_name_gets_one_and_keeps_an_editors(
    unserved: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    site = prepared_at("https://example.org", settings, django_capture_on_commit_callbacks)
    assert site.site_name == settings.WAGTAIL_SITE_NAME
    Site.objects.update(site_name="Our own")
    assert prepared_at("https://example.org", settings, django_capture_on_commit_callbacks).site_name == "Our own"


def test_the_site_is_found_under_an_ipv6_address(home: HomePage, client: Any, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://[::1]:8000"
    Site.objects.update(hostname="localhost", port=80)
    Page.objects.filter(pk=home.pk).update(live=True)
    site_address.follow_site_url()
    response = client.get("/en/", headers={"host": "[::1]:8000"})
    assert response.status_code == 200
    assert 'href="http://[::1]:8000/en/"' in response.content.decode()


EDIT = """
from home.models import OrganizationPage
page = OrganizationPage.objects.get(slug="about", locale__language_code="en")
page.summary = "An editor was here."
page.save_revision().publish()
"""
BREAK = """
from django.db import connection
connection.cursor().execute("ALTER TABLE stories_storypage RENAME TO gone")
"""


def test_the_site_starts_twice_and_the_second_time_changes_nothing(tmp_path: Path) -> None:
    with RunningSite(tmp_path) as site:
        first_login = site.login()
        assert f"{site.url}/cms/" in site.printed
        assert '<html lang="fr"' in site.get("/", **{"Accept-Language": "fr"})[1]
        for path in ("/en/", "/fr/", "/ar/", "/en/stories/alek/", "/fr/recits/alek/", "/ar/qisas/alek/"):
            assert site.get(path)[0] == 200
        _status, home = site.get("/en/")
        css = home.partition('rel="stylesheet" href="')[2].partition('"')[0]
        assert site.get(css)[0] == 200
    site.run(EDIT)
    with RunningSite(tmp_path) as site:
        assert site.login() == first_login
        assert "demo" not in site.printed.lower().partition("the site:")[0]
        status, about = site.get("/en/who-we-are/about/")
        assert status == 200
        assert "An editor was here." in about
        assert site.get("/en/missing/")[0] == 404
        site.run(BREAK)
        assert site.get("/en/stories/alek/")[0] == 500
    assert "ERROR django.request Internal Server Error: /en/stories/alek/" in site.printed
    assert "OperationalError" in site.printed
    assert "/en/missing/" not in site.printed
