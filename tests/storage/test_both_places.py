"""The life of files is the same wherever they lie."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pictured_files import as_png, coloured, soft

from consent.models import ConsentForm, ConsentRecord, Contributor
from consent.models.forms import add_form
from consent.vocabulary import AgeBand, Method, RecordStatus, Risk
from home.models import HomePage, OrganizationPage
from media.avif import make_avif
from media.ladder import WIDTHS, ladder
from media.models import DocumentFile, Picture
from media.people.answering import confirm_nobody
from media.regions.hiding import hide_in_stored
from media.regions.marking import parse_marking
from story_factory import MakeStory, approve, colleague

Stored = Callable[[], dict[str, bytes]]
ANSWERS = {"people_shown": "none", "credit": "Us", "source": "Taken by us", "collection": "1", "tags": ""}
FORM = b"%PDF-1.4 a signed form"


def upload(cms: Client, address: str, content: bytes) -> Any:
    return cms.post(address, {"title": "A drawing", "file": SimpleUploadedFile("oven.png", content), **ANSWERS})


def read(address: str, **headers: str) -> tuple[int, bytes]:
    response = Client().get(address, headers=headers)
    return response.status_code, b"".join(response) if response.streaming else response.content


def test_a_picture_from_its_upload_to_its_end(
    stored: Stored, cms: Client, make_story: MakeStory, django_capture_on_commit_callbacks: Any
) -> None:
    assert upload(cms, "/cms/images/add/", as_png(coloured("red"))).status_code == 302
    picture = Picture.objects.get()
    assert len(stored()) == 1 + len(WIDTHS) + 1
    assert not [name for name in stored() if "oven" in name]
    assert confirm_nobody(Picture, picture.pk, colleague("Colin"), picture.file.name)
    story = make_story(listing_picture=picture, listing_picture_decorative=True)
    jpeg = ladder(picture).jpeg
    content = stored()[f"media/{jpeg.file.name}"]
    assert read(jpeg.public_url) == (200, content)
    assert read(jpeg.public_url, range="bytes=7-19") == (206, content[7:20])

    story.unpublish()
    assert read(jpeg.public_url)[0] == 404
    assert Client().get(jpeg.url).status_code == 302
    assert b"".join(cms.get(jpeg.url)) == content
    story.save_revision().publish()
    approve(story)

    before = set(stored())
    with django_capture_on_commit_callbacks(execute=True):
        upload(cms, f"/cms/images/{picture.pk}/", as_png(coloured("blue")))
    picture.refresh_from_db()
    assert len(stored()) == len(before)
    assert not before & set(stored())
    assert read(jpeg.public_url)[0] == 404
    assert confirm_nobody(Picture, picture.pk, colleague("Colin"), picture.file.name)
    approve(story)
    assert read(ladder(Picture.objects.get()).jpeg.public_url)[0] == 200

    with django_capture_on_commit_callbacks(execute=True):
        Picture.objects.get().delete()
    assert stored() == {}


def test_hiding_leaves_no_older_file(stored: Stored, picture: Picture, django_capture_on_commit_callbacks: Any) -> None:
    before = set(stored())
    region = '{"width": 1400, "height": 900, "regions": [{"left": 0.1, "top": 0.1, "width": 0.3, "height": 0.3}]}'
    with django_capture_on_commit_callbacks(execute=True):
        hide_in_stored(picture.pk, parse_marking(region), picture.file.name)
    assert not before & set(stored())
    assert len(stored()) == len(before)


def test_avif_is_made(stored: Stored, picture: Picture) -> None:
    picture.file.save("photo.png", ContentFile(as_png(soft())))
    before = len(stored())
    assert make_avif.func(picture.pk, picture.file.name) == len(WIDTHS)
    assert len(stored()) == before + len(WIDTHS)


def test_a_document_comes_from_this_server(stored: Stored, home: HomePage, cms: Client) -> None:
    document = DocumentFile.objects.create(title="Leaflet", file=ContentFile(b"Plain words", "leaflet.txt"))
    assert read(document.url)[0] == 404
    link = f'<p><a linktype="document" id="{document.pk}">Leaflet</a></p>'
    page = OrganizationPage(title="Leaflets", slug="leaflets", summary="All of them", body=[("text", link)])
    home.add_child(instance=page)
    page.save_revision().publish()
    assert read(document.url) == (200, b"Plain words")
    assert read(document.url, range="bytes=6-") == (206, b"words")
    page.unpublish()
    assert read(document.url)[0] == 404
    assert b"".join(cms.get(document.url)) == b"Plain words"


@pytest.fixture
def form(stored: Stored, db: None) -> ConsentForm:
    """A signed form of a consent that is being recorded."""
    record = ConsentRecord.objects.create(
        contributor=Contributor.objects.create(age_band=AgeBand.ADULT, risk_level=Risk.STANDARD, open_procedure=False),
        status=RecordStatus.DRAFT,
        method=Method.SIGNED,
        form_language="en",
        given_on=timezone.localdate(),
        told_of_right_to_withdraw=True,
        recorded_by=colleague("Rita"),
    )
    return add_form(record, FORM)


def test_a_form_lies_encrypted_under_a_name_that_says_nothing(stored: Stored, form: ConsentForm) -> None:
    [(name, content)] = stored().items()
    assert name.startswith("private/consent-forms/")
    assert b"PDF" not in content
    assert ConsentForm.objects.get().content() == FORM


def test_a_form_is_encrypted_anew_in_its_place(stored: Stored, form: ConsentForm, settings: Any) -> None:
    [(name, before)] = stored().items()
    new = "0Yk2mVb9rT4nQx7cLp1sWd8gHf3jZa6uEi5oBv0yKtM="
    settings.CONSENT_ENCRYPTION_KEYS = [new, *settings.CONSENT_ENCRYPTION_KEYS]
    call_command("rotate_consent_keys")
    settings.CONSENT_ENCRYPTION_KEYS = [new]
    [(same_name, after)] = stored().items()
    assert same_name == name
    assert before != after
    assert ConsentForm.objects.get().content() == FORM


def test_a_deleted_form_takes_its_file_along(
    stored: Stored, form: ConsentForm, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        form.delete()
    assert stored() == {}
