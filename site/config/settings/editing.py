"""What the communications team meets in the CMS: image, document and search settings."""

from django.utils.translation import gettext_lazy as _

from media.door import documents, formats, limits

WAGTAIL_SITE_NAME = "IOM Belgium and Luxembourg"
# Wagtail asks its makers for a newer version from each editor's browser unless told not to.
WAGTAIL_ENABLE_UPDATE_CHECK = False
# Avatars would be fetched from another host.
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# What people may choose for themselves, the office's own first. Some names that the server knows no browser knows.
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Brussels",
    "Europe/Luxembourg",
    "Europe/London",
    "Europe/Athens",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Africa/Casablanca",
    "Africa/Tunis",
    "Africa/Cairo",
    "Africa/Kinshasa",
    "Africa/Nairobi",
    "Asia/Beirut",
    "Asia/Baghdad",
    "Asia/Kabul",
    "America/New_York",
    "UTC",
]

WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = [ending for endings in formats.PICTURE_ENDINGS.values() for ending in endings]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = limits.PICTURE_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = limits.PICTURE_PIXELS
# A picture waits in memory until what is to be hidden is out of it: not even a temporary file shows it. In bytes, with
# a megabyte for the rest of the form.
FILE_UPLOAD_MAX_MEMORY_SIZE = WAGTAILIMAGES_MAX_UPLOAD_SIZE + 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "media.DocumentFile"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = list(documents.ENDINGS)
WAGTAILDOCS_MAX_UPLOAD_SIZE = limits.DOCUMENT_BYTES

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Wagtail's rich text keeps to what a story needs: no inline pictures, no embeds from elsewhere.
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]},
    },
}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# A long page with many blocks sends more fields than Django's default of 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
COUNTRIES_FIRST = ["BE", "LU"]
COUNTRIES_OVERRIDE = {"XK": _("Kosovo")}
