"""The two addresses for probes, under the settings of production as well."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils.connection import ConnectionProxy

from delivery import health
from operations.lease import Lease
from running_site import PROJECT


def probe(client: Client, path: str, host: str = "10.1.2.3") -> Any:
    """Ask as a load balancer does: by a host name that the site does not have."""
    return client.get(path, headers={"host": host})


@pytest.mark.parametrize("path", [health.LIVE, health.READY])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "10.1.2.3", "testserver"])
def test_they_answer_whoever_asks_and_leave_no_trace(client: Client, db: None, path: str, host: str) -> None:
    response = probe(client, path, host)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "Vary" not in response
    assert response.content.decode().split()[0] in ("live", "ready")


def test_liveness_asks_no_database(client: Client, django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        assert probe(client, health.LIVE).status_code == 200


def test_without_a_database_it_is_not_ready_but_alive(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: Any) -> None:
        raise OperationalError("password of 10.0.0.7 refused")

    with monkeypatch.context() as patch:
        patch.setattr(ConnectionProxy, "__getattr__", gone)
        ready, live = probe(client, health.READY), probe(client, health.LIVE)
    assert (ready.status_code, live.status_code) == (503, 200)
    assert ready.content == b"not ready: the database does not answer\n"


def test_before_the_migrations_it_is_not_ready(client: Client, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'operations'")
    response = probe(client, health.READY)
    assert response.status_code == 503
    assert response.content == b"not ready: the database is not up to date\n"


def test_the_migrations_are_asked_for_once(client: Client, db: None, django_assert_max_num_queries: Any) -> None:
    probe(client, health.READY)
    with django_assert_max_num_queries(2):
        assert probe(client, health.READY).status_code == 200


def test_the_job_runner_is_reported_and_makes_nothing_unready(client: Client, db: None) -> None:
    response = probe(client, health.READY)
    assert (response.status_code, response.content) == (200, b"ready\njobs: waiting\n")
    Lease("somebody").take()
    assert probe(client, health.READY).content == b"ready\njobs: running\n"


def test_nothing_can_be_sent_there(client: Client, db: None) -> None:
    assert client.post(health.LIVE).status_code == 405


PROBE_IN_PRODUCTION = """
import django; django.setup()
from django.test import Client
print([Client().get(path, headers={"host": "10.1.2.3"}).status_code for path in ("/health/live", "/en/")])
"""


def test_in_production_a_probe_needs_neither_tls_nor_a_host_name(tmp_path: Any) -> None:
    env = {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")},
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "PYTHONPATH": os.pathsep.join([str(PROJECT / "site"), str(PROJECT)]),
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "a1b2c3d4e5f6g7h8i9j0" * 3,
        "CONSENT_ENCRYPTION_KEYS": "q3Vd0mXoT1nZk5sY8wRb2uJf7hLc4gPa6eNi9tKxUzE=",
        "ALLOWED_HOSTS": "example.org",
        "SITE_URL": "https://example.org",
    }
    command = [sys.executable, "-c", PROBE_IN_PRODUCTION]
    found = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
    # The rest of the site refuses such a request (400), which shows that the settings are those of production.
    assert found.stdout.strip() == "[200, 400]", found.stderr
