"""Links in running text lead to the page in the reader's language, or to nothing when it is not published."""

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler as WagtailPageLinkHandler

from language.localization import by_chosen_id


class PageLinkHandler(WagtailPageLinkHandler):
    """Wagtail's handler asks for each page and its translation one by one, and links to drafts as well."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return the opening tag for each link. One query, whatever the number of links."""
        ids = [int(attrs["id"]) for attrs in attrs_list if attrs.get("id", "").isdigit()]
        pages = by_chosen_id(Page.objects.all(), ids, get_language() or "")
        tags = []
        for attrs in attrs_list:
            page = pages.get(int(attrs["id"])) if attrs.get("id", "").isdigit() else None
            tags.append(f'<a href="{escape(page.url)}">' if page and page.url else "<a>")
        return tags
