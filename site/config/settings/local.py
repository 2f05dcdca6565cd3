"""One's own machine: production less what needs TLS, with a secret kept in the data folder."""

import os

from config.environment import read_local

from .base import *
from .editing import *
from .languages import *
from .security import *

ENVIRONMENT = read_local(os.environ)
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
DATABASES = {"default": ENVIRONMENT.database}
DATA_DIR = ENVIRONMENT.data_dir
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
# A cache that all server processes share: what one process learns of the site tree, the others must not contradict.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA_DIR / "cache"},
}
WAGTAILADMIN_BASE_URL = ENVIRONMENT.site_url
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
