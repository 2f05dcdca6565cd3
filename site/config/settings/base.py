"""What is the same in every deployment: applications, middleware, templates, storage classes, logging."""

from pathlib import Path
from typing import Any

from config.environment import PROJECT_DIR

# What follows from the environment (Environment.django_settings) and is asked for by name, with its type.
DATA_DIR: Path
CONSENT_ENCRYPTION_KEYS: list[str]
STATIC_ROOT: Path
EMAIL_FILE_PATH: Path
WAGTAILADMIN_BASE_URL: str
ALLAUTH_TRUSTED_PROXY_COUNT: int
STORAGES: dict[str, dict[str, Any]]
BUCKET: dict[str, Any] | None

INSTALLED_APPS = [
    "config",
    "operations",
    "demo",
    "withdrawal",
    "home",
    "work",
    "stories",
    "pages",
    "syndication",
    "language",
    "delivery",
    "media",
    "consent",
    "accounts.login",
    "accounts",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.roles.apps.TeamConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_countries",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Before all others: a probe comes by any host name, without TLS, and gets no session.
    "delivery.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.content_security.ContentSecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "language.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.login.middleware.TeamMiddleware",
    "accounts.cms_language.CmsLanguageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PROJECT_DIR / "static"]
MEDIA_URL = "/media/"
# File names carry a hash of their content, so a browser may keep them for a year (in seconds).
WHITENOISE_MAX_AGE = 31_536_000

WSGI_APPLICATION = "config.wsgi.application"

# To stderr, for whatever runs the server to keep. The line names no reader: neither address, user nor form data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"style": "{", "format": "{asctime} {levelname} {name} {message}"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"level": "WARNING"},
        # Every wrong address is a warning there.
        "django.request": {"level": "ERROR"},
    },
}
