"""What stands around every page: wordmark, menu, switcher, footer, the strip of a demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

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
    is_current: bool = False  # the reader is on this page or beneath it
    children: list["MenuEntry"] = field(default_factory=list)


@dataclass(frozen=True)
class Frame:
    """All that the base template needs besides the page itself."""

    home_url: str
    office: OfficeDetails
    office_language: str  # not the page's while nobody has translated the details
    menu: list[MenuEntry]
    footer_links: list[MenuEntry]
    alternates: list[Alternate]
    switcher: list[SwitcherEntry]
    is_demonstration: bool


def build_frame(
    request: HttpRequest, page: Page | None, language_code: str, addresses: Mapping[str, str] | None = None
) -> Frame:
    """Collect the frame of a page, or of an error page when there is none, in the reader's language.

    ``addresses`` are those of a view that is no page of the tree, by language.
    """
    site = Site.find_for_request(request)
    if site is None:
        return Frame("/", _unnamed_office(), language_code, [], [], [], [], is_demonstration=False)
    home, *of_page = alternates_of_all([site.root_page, *([page] if page else [])], request)
    found = of_page[0] if of_page else _beside(home, addresses or {})
    office, office_language = _office(language_code)
    menu, footer_links = _menus(request, office, page, language_code)
    demonstration = DemonstrationSettings.objects.filter(site=site, is_demonstration=True)
    return Frame(
        home_url=next((each.url for each in home if each.language_code == language_code), "/"),
        office=office,
        office_language=office_language,
        menu=menu,
        footer_links=footer_links,
        alternates=found,
        switcher=switcher_entries(found, home, language_code),
        is_demonstration=demonstration.exists(),
    )


def _beside(home: list[Alternate], addresses: Mapping[str, str]) -> list[Alternate]:
    """Return where a view stands in each language that has a home page, which is the page that it belongs to."""
    return [
        Alternate(each.language_code, each.page, urljoin(each.url, addresses[each.language_code]))
        for each in home
        if each.language_code in addresses
    ]


def _office(language_code: str) -> tuple[OfficeDetails, str]:
    """Return the details in a language, or in the default language while nobody has translated them; and which."""
    rows = OfficeDetails.objects.filter(locale__language_code__in=[language_code, settings.LANGUAGE_CODE])
    by_language = {row.locale.language_code: row for row in rows.select_related("locale")}
    for code in (language_code, settings.LANGUAGE_CODE):
        if code in by_language:
            return by_language[code], code
    return _unnamed_office(), language_code


def _unnamed_office() -> OfficeDetails:
    """Return what a site shows of itself before anybody has said more."""
    return OfficeDetails(organization_name=settings.WAGTAIL_SITE_NAME)


def _menus(
    request: HttpRequest, office: OfficeDetails, page: Page | None, language_code: str
) -> tuple[list[MenuEntry], list[MenuEntry]]:
    """Return the main menu and the footer links; what is not published in the language is left out."""
    ids = list(office.page_ids())
    if not ids:
        return [], []
    published = by_chosen_id(Page.objects.select_related("facts"), ids, language_code)

    def entry(page_id: int, introduction: str = "", children: list[MenuEntry] | None = None) -> list[MenuEntry]:
        chosen = published.get(page_id)
        if chosen is None:
            return []
        # A page that Wagtail itself made has no facts.
        facts = getattr(chosen, "facts", None)
        return [
            MenuEntry(
                page=chosen,
                url=chosen.get_url(request) or "",
                introduction=introduction or (facts.summary if facts else ""),
                is_current=page is not None and page.path.startswith(chosen.path),
                children=children or [],
            )
        ]

    menu: list[MenuEntry] = []
    for section in office.menu.get_prep_value():
        value = section["value"]
        children = [each for child in value["children"] for each in entry(child["value"])]
        menu += entry(value["page"], value["introduction"], children)
    footer_links = [each for link in office.footer_links.get_prep_value() for each in entry(link["value"])]
    return menu, footer_links
