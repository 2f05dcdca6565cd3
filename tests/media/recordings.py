"""Recordings in the library, pages that play them, and what readers get of both."""

from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from picture_people import publish
from tell_tale_recordings import film, sound

from consent.models import Contributor
from consent.vocabulary import Face, PeopleShown
from home.models import HomePage, OrganizationPage
from media.models import Recording, RecordingSubject
from pages.models import BasePage

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:00.900\nMara opened it in spring.\n"
VIMEO = "https://vimeo.com/76979871"


def recording(kind: str = "sound", **fields: Any) -> Recording:
    """Put a recording into the library in which, as is said, nobody can be recognised."""
    values: dict[str, Any] = {
        "title": "The workshop",
        "language": "en",
        "transcript": "Mara opened it in spring.",
        "credit": "Us",
        "source": "Recorded by us",
        "people_shown": PeopleShown.UNIDENTIFIABLE,
    }
    if kind == "elsewhere":
        values["address"] = VIMEO
    else:
        values["file"] = ContentFile(sound("m4a", 0.5) if kind == "sound" else film(), "upload.bin")
        values["captions"] = CAPTIONS if kind == "film" else ""
    return Recording.objects.create(**(values | fields))


def hear(recording: Recording, contributor: Contributor | None, **fields: Any) -> RecordingSubject:
    """Say that somebody is heard in a recording, and enter who."""
    recording.people_shown = PeopleShown.YES
    recording.save()
    values: dict[str, Any] = {"is_heard": True, "face": Face.NONE}
    return RecordingSubject.objects.create(recording=recording, contributor=contributor, **(values | fields))


def page_with(home: HomePage, *recordings: Recording, **fields: Any) -> BasePage:
    """Publish an ordinary page that plays recordings."""
    body = [("recording", {"recording": each, "caption": "Before you listen"}) for each in recordings]
    page = OrganizationPage(**({"title": "Hear", "slug": "hear", "summary": "To be heard", "body": body} | fields))
    home.refresh_from_db()
    home.add_child(instance=page)
    return publish(page)


def status(address: str, client: Client | None = None, **headers: str) -> int:
    """Return the status of an answer, and close the file that it holds."""
    response = (client or Client()).get(address, headers=headers)
    response.close()
    return int(response.status_code)


def readers_hear(page: BasePage, played: Recording) -> tuple[int, int]:
    """Return the answers of a page's address and of the recording's file."""
    return status(page.url), status(played.address_of_file())
