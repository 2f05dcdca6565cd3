"""Starting the site: what goes wrong is said in one sentence, and a second start disturbs nothing."""

import socket
from pathlib import Path

import pytest

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
        assert f"port {port}" in refused(environment(tmp_path, port))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATA_DIR", "/dev/null/folder"),
        ("DATABASE_URL", "nonsense"),
        ("PORT", "http"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing"),
    ],
)
def test_a_bad_variable_is_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    env = {**environment(tmp_path, free_port()), name: value}
    assert name in refused(env)


def test_production_does_not_start_without_what_it_needs(tmp_path: Path) -> None:
    env = environment(tmp_path, free_port(), DJANGO_SETTINGS_MODULE="config.settings.production")
    assert refused(env).startswith("SECRET_KEY must ")


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
    database = tmp_path / "site.sqlite3"
    before = database.stat().st_size
    with RunningSite(tmp_path) as site:
        assert site.login() == first_login
        assert "demo" not in site.printed.lower().partition("the site:")[0]
        assert site.get("/en/stories/alek/")[0] == 200
    assert database.stat().st_size == before
