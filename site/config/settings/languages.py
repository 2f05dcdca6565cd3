"""The languages of the site, each under its own name, and how its dates and numbers are written."""

from config.environment import PROJECT_DIR

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("ar", "العربية"),
]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [PROJECT_DIR / "locale"]

USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# A translation that does not exist is a page that does not exist: no aliases in other languages' trees.
WAGTAILLOCALIZE_SYNC_TREE = False
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
# Automatic slugs keep the letters of their own language.
WAGTAIL_ALLOW_UNICODE_SLUGS = True
