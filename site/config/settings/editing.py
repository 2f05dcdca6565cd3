"""What the communications team meets in the CMS: image, document and search settings."""

from django.utils.translation import gettext_lazy as _

WAGTAIL_SITE_NAME = "IOM Belgium and Luxembourg"
# Wagtail asks its makers for a newer version from each editor's browser unless told not to.
WAGTAIL_ENABLE_UPDATE_CHECK = False
# Avatars would be fetched from another host.
WAGTAIL_GRAVATAR_PROVIDER_URL = None

WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "media.DocumentFile"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024  # bytes

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
