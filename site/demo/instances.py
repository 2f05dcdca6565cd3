"""Makes, from a content file, the page or snippet that it describes; nothing is saved here."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.apps import apps
from wagtail.models import Locale

from demo import markup
from demo.content_files import ContentError, ContentFile
from home.models import HomePage, OfficeDetails
from pages.models import BasePage

_PLAIN_FIELDS = {
    "BasePage": ("title", "slug", "summary", "search_description", "social_title", "social_description", "sensitive"),
    "HomePage": ("headline",),
    "WorkAreaPage": ("cross_cutting",),
    "StoryPage": ("standfirst", "country_of_origin", "host_country", "country_of_return", "period", "byline"),
}
STREAM_FIELDS = ("body", "introduction", "ways_in", "featured_stories", "figures")
_DATE_FIELDS = {"LegalPage": ("in_force_from",), "StoryPage": ("gathered_on",)}


def translation_key(kind: str, key: str) -> UUID:
    """Return the translation key of a thing of the demo: always the same, so that the demo can be found again."""
    return uuid5(NAMESPACE_URL, f"demo/{kind}/{key}")


@dataclass
class Site:
    """The ids of what has been made so far, for the files that refer to it."""

    pages: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    stand_in: int | None = None  # a page's id to link to while the pages are still being made

    def page_id(self, key: str) -> int:
        """Return the id of the page made from a folder. Raises KeyError with a sentence when there is none."""
        if self.stand_in is not None:
            return self.stand_in
        key = key.removeprefix("home/") if key != "home" else ""
        if key not in self.pages:
            raise KeyError(f"there is no page '{key}'")
        return self.pages[key]

    def picture_id(self, name: str) -> int:
        """Return the id of a drawing. Raises KeyError with a sentence when there is none."""
        if name not in self.pictures:
            raise KeyError(f"there is no picture '{name}'")
        return self.pictures[name]


def page(file: ContentFile, locale: Locale, site: Site) -> BasePage:
    """Return the unsaved page of a file. Raises ContentError."""
    model = page_model(file)
    names = (*_PLAIN_FIELDS["BasePage"], *_PLAIN_FIELDS.get(model.__name__, ()))
    values: dict[str, Any] = {name: file.fields[name] for name in names if name in file.fields}
    values |= {name: file.date(name) for name in _DATE_FIELDS.get(model.__name__, ())}
    picture = file.fields.get("listing_picture")
    if picture:
        values["listing_picture_id"] = _resolve(file, site.picture_id, picture["name"])
        values["listing_picture_alt"] = picture["alt"]
    instance = model(locale=locale, translation_key=translation_key("page", file.key), **values)
    if hasattr(instance, "body"):
        instance.body = json.dumps(markup.blocks(file, site.page_id, site.picture_id))
    if published := file.date("first_published"):
        instance.first_published_at = datetime.combine(published, time(9), tzinfo=UTC)
    if isinstance(instance, HomePage):
        _fill_home(instance, file, site)
    return instance


def page_model(file: ContentFile) -> type[BasePage]:
    """Return the kind of page that a file describes. Raises ContentError."""
    try:
        model = apps.get_model(file.require("type"))
    except (LookupError, ValueError) as error:
        raise ContentError(f"{file.path}: '{file.fields['type']}' is not a kind of page.") from error
    if not issubclass(model, BasePage):
        raise ContentError(f"{file.path}: '{file.fields['type']}' is not a kind of page.")
    return model


def _resolve(file: ContentFile, find: Callable[[str], int], name: str) -> int:
    try:
        return find(name)
    except KeyError as error:
        raise ContentError(f"{file.path}: {error.args[0]}.") from error


def _stream(file: ContentFile, name: str, block_type: str, values: list[Any]) -> str:
    return json.dumps(
        [
            {"type": block_type, "value": value, "id": str(uuid5(NAMESPACE_URL, f"{file.key}/{name}#{number}"))}
            for number, value in enumerate(values)
        ]
    )


def _fill_home(home: HomePage, file: ContentFile, site: Site) -> None:
    ways_in = [{**way, "page": _resolve(file, site.page_id, way["page"])} for way in file.fields.get("ways_in", [])]
    featured = [_resolve(file, site.page_id, key) for key in file.fields.get("featured_stories", [])]
    home.introduction = json.dumps(markup.blocks(file, site.page_id, site.picture_id))
    home.ways_in = _stream(file, "ways_in", "way_in", ways_in)
    home.featured_stories = _stream(file, "featured", "story", featured)
    home.figures = _stream(file, "figures", "figure", file.fields.get("figures", []))


def office(file: ContentFile, locale: Locale, site: Site) -> OfficeDetails:
    """Return the unsaved menu and footer of a file. Raises ContentError for a page that does not exist."""
    line = file.fields.get("information_line") or {}
    entries = [_menu_entry(file, entry, number, site) for number, entry in enumerate(file.fields.get("menu", []))]
    footer_links = [_resolve(file, site.page_id, key) for key in file.fields.get("footer_links", [])]
    return OfficeDetails(
        locale=locale,
        translation_key=translation_key("office", ""),
        organization_name=file.require("organization_name"),
        office_name=file.require("office_name"),
        tagline=file.fields.get("tagline", ""),
        address=file.fields.get("address", "").strip(),
        information_line_label=line.get("label", ""),
        information_line_number=line.get("number", ""),
        information_line_note=line.get("note", ""),
        menu=_stream(file, "menu", "entry", entries),
        footer_links=_stream(file, "footer_links", "page", footer_links),
        names_and_borders=file.require("names_and_borders"),
        copyright_line=file.fields.get("copyright_line", ""),
    )


def _menu_entry(file: ContentFile, entry: dict[str, Any], number: int, site: Site) -> dict[str, Any]:
    children = [
        {
            "type": "item",
            "value": _resolve(file, site.page_id, child),
            "id": str(uuid5(NAMESPACE_URL, f"menu/{number}/{child}")),
        }
        for child in entry.get("children", [])
    ]
    return {
        "page": _resolve(file, site.page_id, entry["page"]),
        "introduction": entry.get("introduction", ""),
        "children": children,
    }
