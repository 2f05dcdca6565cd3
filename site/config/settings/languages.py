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
# Where it says nothing of a language, Django's own formats hold.
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# A page sent to be translated stays a draft until somebody publishes the translation; left alone,
# wagtail-localize publishes it at once, with the text of the source.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Automatic slugs keep the letters of their own language.
WAGTAIL_ALLOW_UNICODE_SLUGS = True
