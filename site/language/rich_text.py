"""Links in running text lead to the page in the reader's language."""

from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler as WagtailPageLinkHandler

from consent.publication import shareable
from language.localization import by_chosen_id


class PageLinkHandler(WagtailPageLinkHandler):
    """Links to pages, where Wagtail's own handler asks for each page one by one and links to drafts as well."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return the opening tag for each link. At most two queries, whatever the number of links.

        A page that does not exist in the reader's language is linked as it was chosen, and the link says in
        which language it is. One that is not published at all is no link, only its text.
        """
        ids = [int(attrs["id"]) if attrs.get("id", "").isdigit() else 0 for attrs in attrs_list]
        translated = by_chosen_id(Page.objects.all(), ids, get_language() or "")
        missing = set(ids) - set(translated)
        elsewhere = shareable(Page.objects.filter(pk__in=missing)).select_related("locale") if missing else []
        originals = {page.pk: page for page in elsewhere}
        return [_opening_tag(translated.get(pk), originals.get(pk)) for pk in ids]


def _opening_tag(page: Page | None, original: Page | None) -> str:
    if page and page.url:
        return format_html('<a href="{}">', page.url)
    if original and original.url:
        return format_html('<a href="{}" hreflang="{}">', original.url, original.locale.language_code)
    return "<a>"
