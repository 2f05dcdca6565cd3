"""Hostile and broken pictures in every place where the CMS takes one: a message at the field, nothing stored."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from chequered import ANSWERS
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hostile_files import Hostile, pictures
from tell_tale_files import stored_files

from media.models import Picture

TABLE = pictures()
BY_ABOUT = {hostile.about: hostile for hostile in TABLE}
# One of each sort for the places beside the simple form.
SOME = [
    BY_ABOUT[about]
    for about in (
        "nothing in it",
        "HTML",
        "half a JPEG",
        "a moving GIF",
        "3,600 million pixels",
        "PNG that calls itself JPEG",
    )
]


def names(table: list[Hostile]) -> list[str]:
    return [hostile.about for hostile in table]


def temporary_files() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).iterdir() if ".upload" in path.name}


def originals() -> dict[str, bytes]:
    return {name: content for name, content in stored_files().items() if name.startswith("original_images")}


@pytest.mark.parametrize("hostile", TABLE, ids=names(TABLE))
def test_a_hostile_file_is_refused_with_a_message_or_comes_out_harmless(cms: Client, hostile: Hostile) -> None:
    before = temporary_files()
    response = cms.post(
        "/cms/images/add/",
        {"title": "A", "file": SimpleUploadedFile(hostile.name, hostile.content), "collection": "1", "tags": ""}
        | ANSWERS,
    )
    assert temporary_files() == before
    if hostile.reason is None:
        assert response.status_code == 302
        for content in stored_files().values():
            assert b"<script" not in content
            assert b"<?php" not in content
            assert len(content) < 100_000
    else:
        assert response.status_code == 200
        [error] = response.context["form"].errors.as_data()["file"]
        assert error.code == ("invalid_extension" if hostile.name.endswith(".svg") else hostile.reason)
        assert len(error.messages[0]) > 60
        assert not Picture.objects.exists()
        assert stored_files() == {}


@pytest.mark.parametrize("hostile", SOME, ids=names(SOME))
def test_the_chooser_says_why_and_stores_nothing(cms: Client, hostile: Hostile) -> None:
    prefix = "image-chooser-upload"
    file = SimpleUploadedFile(hostile.name, hostile.content)
    data: dict[str, Any] = {f"{prefix}-title": "A", f"{prefix}-file": file, f"{prefix}-collection": "1"}
    answer = cms.post("/cms/images/chooser/create/", data).json()
    assert answer["step"] == "reshow_creation_form"
    told = answer["htmlFragment"]
    assert "upload" in told.lower() or "choose it again" in told
    assert not Picture.objects.exists()
    assert stored_files() == {}


@pytest.mark.parametrize("hostile", SOME, ids=names(SOME))
def test_a_picture_is_not_replaced_by_a_hostile_file(cms: Client, picture: Picture, hostile: Hostile) -> None:
    before = originals()
    response = cms.post(
        f"/cms/images/{picture.pk}/",
        {"title": "B", "file": SimpleUploadedFile(hostile.name, hostile.content), "collection": "1", "tags": ""},
    )
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert originals() == before
