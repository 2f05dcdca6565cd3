"""The test suite: as local, with its own folder, fast password hashes and static files without a manifest."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="site-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["DATA_DIR"] = _folder
for _name in (
    "SITE_URL",
    "SECRET_KEY",
    "CONSENT_ENCRYPTION_KEYS",
    "HOST",
    "PORT",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "TRUSTED_PROXIES",
    "MEDIA_STORAGE_URL",
):
    os.environ.pop(_name, None)

from .local import *  # noqa: E402

ALLOWED_HOSTS = [*ENVIRONMENT.allowed_hosts, "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
(ENVIRONMENT.data_dir / "static").mkdir()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
