"""The layer of the demo: the whole demonstration site, loaded once for each module.

root
├── home (en)                          /en/
│   ├── who-we-are, our-work, …        21 pages
│   └── stories
│       ├── alek
│       └── four more
├── accueil (fr)                       /fr/   12 pages
│   └── recits/alek, …
└── al-raisiya (ar)                    /ar/   12 pages
    └── qisas/alek, …
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import transaction
from django.test import TestCase, override_settings

from demo import loading, logins


class _RollBack(Exception):
    pass


@pytest.fixture(scope="module")
def demo_media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the demo's pictures while a module runs."""
    return tmp_path_factory.mktemp("demo") / "media"


@pytest.fixture(scope="module")
def _demo_loaded(django_db_setup: None, django_db_blocker: Any, demo_media: Path) -> Iterator[str]:
    """Load the demo in a transaction that is rolled back when the module's tests have run; yield its passwords."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=demo_media):
        cache.clear()
        try:
            with transaction.atomic():
                with TestCase.captureOnCommitCallbacks(execute=True):
                    loading.load(lambda line: None)
                yield logins.logins_file().read_text()
                raise _RollBack
        except _RollBack:
            pass


@pytest.fixture
def demo(_demo_loaded: str, demo_media: Path, db: None, settings: Any, tmp_path: Path) -> None:
    """The demonstration site, as a visitor finds it, with a data folder of its own."""
    settings.MEDIA_ROOT = demo_media
    settings.DATA_DIR = tmp_path
    logins.logins_file().write_text(_demo_loaded)
    settings.ALLOWED_HOSTS = [*django_settings.ALLOWED_HOSTS, "127.0.0.1"]
