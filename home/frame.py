"""What stands around every page: wordmark, menu, switcher, footer, the strip of a demonstration."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from home.models import DemonstrationSettings, OfficeDetails
from language.alternates import Alternate, alternates_of_all
from language.localization import by_chosen_id
from language.switcher import SwitcherEntry, switcher_entries


@dataclass(frozen=True)
class MenuEntry:
    """A page in the menu; a section has an introduction and the pages beneath it."""

    page: Page
    url: str
    introduction: str = ""
    children: list["MenuEntry"] = field(default_factory=list)


@dataclass(frozen=True)
class Frame:
    """All that the base template needs besides the page itself."""

    home_url: str
    office: OfficeDetails | None
    menu: list[MenuEntry]
    footer_links: list[MenuEntry]
    alternates: list[Alternate]
    switcher: list[SwitcherEntry]
    is_demonstration: bool


def build_frame(request: HttpRequest, page: Page | None, language_code: str) -> Frame:
    """Collect the frame of a page, or of an error page when there is none, in the reader's language."""
    site = Site.find_for_request(request)
    if site is None:
        return Frame("/", None, [], [], [], [], is_demonstration=False)
    home, *of_page = alternates_of_all([site.root_page, *([page] if page else [])], request)
    found = of_page[0] if of_page else []
    office = _office(language_code)
    menu, footer_links = _menus(request, office, language_code)
    return Frame(
        home_url=next((each.url for each in home if each.language_code == language_code), "/"),
        office=office,
        menu=menu,
        footer_links=footer_links,
        alternates=found,
        switcher=switcher_entries(found, home, language_code),
        is_demonstration=DemonstrationSettings.for_site(site).is_demonstration,
    )


def _office(language_code: str) -> OfficeDetails | None:
    """Return the details in a language, or in the default language while nobody has translated them."""
    rows = OfficeDetails.objects.filter(locale__language_code__in=[language_code, settings.LANGUAGE_CODE])
    by_language = {row.locale.language_code: row for row in rows.select_related("locale")}
    return by_language.get(language_code) or by_language.get(settings.LANGUAGE_CODE)


def _menus(
    request: HttpRequest, office: OfficeDetails | None, language_code: str
) -> tuple[list[MenuEntry], list[MenuEntry]]:
    """Return the main menu and the footer links; what is not published in the language is left out."""
    if office is None:
        return [], []
    published = by_chosen_id(Page.objects.select_related("facts"), office.page_ids(), language_code)

    def entry(page_id: int, introduction: str = "", children: list[MenuEntry] | None = None) -> list[MenuEntry]:
        page = published.get(page_id)
        if page is None:
            return []
        return [MenuEntry(page, page.get_url(request) or "", introduction or page.facts.summary, children or [])]

    menu: list[MenuEntry] = []
    for section in office.menu.get_prep_value():
        value = section["value"]
        children = [each for child in value["children"] for each in entry(child["value"])]
        menu += entry(value["page"], value["introduction"], children)
    footer_links = [each for link in office.footer_links.get_prep_value() for each in entry(link["value"])]
    return menu, footer_links
