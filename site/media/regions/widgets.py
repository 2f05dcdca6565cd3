"""The tool for marking regions, beneath the field for a picture's file and on a page of its own."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import FileInput, Media, Textarea
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from media.door.regions import BLOCK, CELLS
from media.regions.marking import MOST_REGIONS

TOOL = Media(
    css={"all": ["css/cms/regions.css"]},
    js=[
        "js/regions-geometry.js",
        "js/regions-picture.js",
        "js/regions-stage.js",
        "js/regions-list.js",
        "js/regions.js",
    ],
)


def render_tool(name: str, input_id: str = "", picture_url: str = "", hide_url: str = "") -> SafeString:
    """Return the tool's markup: for the file in the input of that id, or for the stored picture at `picture_url`.

    `hide_url` leads to the page for hiding something in the picture that a new file would replace.
    """
    return render_to_string(
        "media/regions/tool.html",
        {
            "name": name,
            "input_id": input_id,
            "picture_url": picture_url,
            "hide_url": hide_url,
            "cells": CELLS,
            "block": BLOCK,
            "most_regions": MOST_REGIONS,
        },
    )


class PictureInput(FileInput):
    """A field for a picture's file with the tool beneath it. The marked regions travel with the file.

    Since they are part of the file's own field, no form takes the one without the other. `hide_url` leads to hiding
    something in the picture that is already there.
    """

    hide_url = ""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the field and the tool."""
        field = super().render(name, value, attrs, renderer)
        return field + render_tool(regions_name(name), (attrs or {}).get("id", ""), hide_url=self.hide_url)

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile], name: str
    ) -> UploadedFile | None:
        """Return the file, with what was marked as its attribute `marked_regions`."""
        file = super().value_from_datadict(data, files, name)
        marked = data.get(regions_name(name), "")
        if file is None and marked.strip():
            # Regions without a picture are refused as an empty file is, rather than forgotten.
            file = UploadedFile(BytesIO(), name="-", size=0)
        if file is not None:
            file.marked_regions = marked
        return file

    @property
    def media(self) -> Media:
        """The tool's script and style."""
        return TOOL


class RegionsInput(Textarea):
    """The tool for a picture that is in the library already; `picture_url` is where the browser finds it."""

    picture_url = ""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the tool."""
        return render_tool(name, picture_url=self.picture_url)

    @property
    def media(self) -> Media:
        """The tool's script and style."""
        return TOOL


def regions_name(name: str) -> str:
    """Return the name of the hidden field that belongs to a file field."""
    return f"{name}-regions"
