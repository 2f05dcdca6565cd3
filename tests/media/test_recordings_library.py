"""The library of recordings in the CMS: what is asked of each kind, of whom, and what is said to what is wrong."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from picture_people import browser_of, officer, person
from recordings import CAPTIONS, VIMEO, hear, page_with, recording
from tell_tale_recordings import TAGS, TOLD, film, sound

from accounts.models import User
from accounts.roles.updating import update_roles
from consent.models import ProtectionEvent
from consent.vocabulary import PeopleShown
from home.models import HomePage
from media.models import Picture, Recording, RecordingSubject
from story_factory import colleague

ADD = "/cms/recordings/new/"


def form(**fields: Any) -> dict[str, Any]:
    """Return what the form sends for a sound, with some fields changed; None takes one out."""
    values: dict[str, Any] = {
        "title": "The workshop",
        "file": SimpleUploadedFile("Ezbrin Qwolda.mp3", sound("mp3", 0.5, TAGS)),
        "address": "",
        "people_shown": PeopleShown.UNIDENTIFIABLE,
        "language": "ka",
        "transcript": "Mara opened it in spring.",
        "captions": "",
        "poster": "",
        "credit": "Us",
        "source": "Recorded by us",
    }
    return {name: value for name, value in (values | fields).items() if value is not None}


def a_film(**fields: Any) -> dict[str, Any]:
    """Return what the form sends for a film of our own."""
    file = SimpleUploadedFile("film.mp4", film())
    return form(**({"file": file, "captions": CAPTIONS, "poster": Picture.objects.get().pk} | fields))


def stored(media_root: Path) -> list[Path]:
    """Return the recordings in the storage."""
    return list((media_root / "recordings").glob("*"))


def errors(response: Any) -> dict[str, Any]:
    """Return what the form says."""
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def test_a_sound_enters_clean_and_under_a_random_name(cms: Client, administrator: User, media_root: Path) -> None:
    response = cms.post(ADD, form())
    assert response.status_code == 302, errors(response)
    voice = Recording.objects.get()
    assert (voice.kind, voice.file_name[-4:], voice.language) == ("sound", ".m4a", "ka")
    assert voice.seconds == pytest.approx(0.5, abs=0.1)
    assert (voice.people_answered_by, voice.uploaded_by_user) == (administrator, administrator)
    [path] = stored(media_root)
    assert path.name == voice.file_name
    assert len(path.stem) == 24
    assert voice.file_size == path.stat().st_size
    assert not [word for word in TOLD if word.encode() in path.read_bytes()]


def test_a_film_enters_with_captions_and_still(cms: Client, picture: Picture) -> None:
    assert cms.post(ADD, a_film(captions=CAPTIONS.replace("\n", "\r\n"))).status_code == 302
    found = Recording.objects.get()
    assert (found.kind, found.width, found.height, found.poster) == ("film", 64, 48, picture)
    assert found.captions == CAPTIONS


def test_a_film_elsewhere_is_kept_as_an_address(cms: Client, picture: Picture, media_root: Path) -> None:
    sent = form(file=None, address="https://player.vimeo.com/video/76979871?autoplay=1", poster=picture.pk)
    response = cms.post(ADD, sent)
    assert response.status_code == 302, errors(response)
    found = Recording.objects.get()
    assert (found.kind, found.address, found.seconds) == ("elsewhere", VIMEO, 0)
    assert stored(media_root) == []


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"file": None}, "file", "either a file or the address"),
        ({"address": VIMEO}, "file", "either a file or the address"),
        ({"file": None, "address": "https://example.org/film"}, "address", "YouTube or Vimeo"),
        ({"transcript": "  "}, "transcript", "required"),
        ({"language": ""}, "language", "required"),
        ({"people_shown": ""}, "people_shown", "one of the three"),
        ({"credit": ""}, "credit", "required"),
        ({"source": ""}, "source", "required"),
        ({"file": SimpleUploadedFile("voice.mp3", b"")}, "file", "empty"),
        ({"file": SimpleUploadedFile("voice.mp3", b"not a sound at all")}, "file", "no sound or film"),
        ({"file": SimpleUploadedFile("voice.mp3", sound("flac", 0.2))}, "file", ".flac"),
        ({"file": SimpleUploadedFile("voice.mp3", b"ID3" + b"\x00" * 900)}, "file", "damaged"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(
    cms: Client, media_root: Path, fields: dict[str, Any], field: str, says: str
) -> None:
    for value in fields.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    found = errors(cms.post(ADD, form(**fields)))
    assert set(found) == {field}
    assert says in str(found[field])
    assert not Recording.objects.exists()
    assert stored(media_root) == []


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"captions": ""}, "captions", "needs captions"),
        ({"poster": ""}, "poster", "needs a still"),
        ({"captions": CAPTIONS.replace(".900", ",900")}, "captions", "Line 3 of the captions: The times must look"),
        (
            {"captions": CAPTIONS.replace("00:00.", "00:05.")},
            "captions",
            "after the end",
        ),
        ({"file": SimpleUploadedFile("film.mp4", film(form="yuv444p"))}, "file", "H.264"),
    ],
)
def test_what_a_film_needs_is_said_at_its_field(
    cms: Client, picture: Picture, media_root: Path, fields: dict[str, Any], field: str, says: str
) -> None:
    found = errors(cms.post(ADD, a_film(**fields)))
    assert says in str(found[field])
    assert not Recording.objects.exists()
    assert stored(media_root) == []


def edit(cms: Client, played: Recording, **fields: Any) -> Any:
    """Change a recording in its form; without a new file the old one stays."""
    return cms.post(f"/cms/recordings/edit/{played.pk}/", form(**({"file": None, "language": "en"} | fields)))


def test_a_replaced_file_goes_and_the_recording_stays(
    cms: Client, media_root: Path, django_capture_on_commit_callbacks: Any
) -> None:
    voice = recording()
    old = voice.file_name
    with django_capture_on_commit_callbacks(execute=True):
        response = edit(cms, voice, file=SimpleUploadedFile("new.mp3", sound("mp3", 0.3)))
    assert response.status_code == 302, errors(response)
    voice.refresh_from_db()
    assert voice.file_name != old
    assert [path.name for path in stored(media_root)] == [voice.file_name]


def test_what_is_corrected_leaves_the_file_alone(cms: Client, media_root: Path) -> None:
    voice = recording()
    assert edit(cms, voice, transcript="Corrected").status_code == 302
    again = Recording.objects.get()
    assert (again.transcript, again.file_name, again.kind) == ("Corrected", voice.file_name, "sound")
    assert [path.name for path in stored(media_root)] == [voice.file_name]


def test_a_deleted_recording_takes_its_file_along(
    cms: Client, home: HomePage, media_root: Path, django_capture_on_commit_callbacks: Any
) -> None:
    voice = recording()
    page = page_with(home, voice)
    assert "Hear" in cms.get(f"/cms/recordings/usage/{voice.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        cms.post(f"/cms/recordings/delete/{voice.pk}/")
    assert stored(media_root) == []
    assert Client().get(page.url).status_code == 200


def test_the_list_and_the_chooser_show_what_there_is(cms: Client, db: None) -> None:
    recording(title="A voice")
    recording("elsewhere", title="A film at Vimeo")
    for address in ("/cms/recordings/", "/cms/recordings/?q=voice", "/cms/recording_chooser/"):
        assert "A voice" in cms.get(address).content.decode(), address
    assert "A film at Vimeo" not in cms.get("/cms/recordings/?q=voice").content.decode()


def test_a_second_person_confirms_that_nobody_is_heard(cms: Client, administrator: User) -> None:
    voice = recording(people_shown=PeopleShown.NONE, people_answered_by=colleague("Walter"))
    address = f"/cms/recordings/{voice.pk}/nobody/"
    assert f'href="{address}"' in cms.get(f"/cms/recordings/edit/{voice.pk}/").content.decode()
    assert voice.address_of_file(in_cms=True) in cms.get(address).content.decode()
    cms.post(address, {"seen_file": "another"})
    assert Recording.objects.get().nobody_confirmed_at is None
    cms.post(address, {"seen_file": voice.what_is_shown})
    assert Recording.objects.get().nobody_confirmed_by == administrator


def test_nobody_confirms_their_own_answer(cms: Client, administrator: User) -> None:
    voice = recording(people_shown=PeopleShown.NONE, people_answered_by=administrator)
    response = cms.post(f"/cms/recordings/{voice.pk}/nobody/", {"seen_file": voice.what_is_shown})
    assert response.status_code == 302
    assert Recording.objects.get().nobody_confirmed_at is None


def test_another_file_needs_another_confirmation(cms: Client, db: None) -> None:
    voice = recording(people_shown=PeopleShown.NONE, nobody_confirmed_by=colleague("Colin"))
    edit(cms, voice, people_shown=PeopleShown.NONE, file=SimpleUploadedFile("new.mp3", sound("mp3", 0.3)))
    assert Recording.objects.get().nobody_confirmed_by is None


def test_officers_enter_who_is_heard_and_nobody_else_does(cms: Client, db: None) -> None:
    voice, mara = recording(people_shown=PeopleShown.YES, title="A voice"), person(publication_name="Mara")
    addresses = ["/cms/protection/recordings/", f"/cms/recordings/{voice.pk}/people/"]
    addresses.append(f"{addresses[1]}add/")
    assert {cms.get(address).status_code for address in addresses} == {403}
    olga = browser_of(officer())
    for address in addresses:
        assert "A voice" in olga.get(address).content.decode(), address
    # A voice has no face.
    assert 'name="face"' not in olga.get(addresses[2]).content.decode()
    sent = {"contributor": mara.pk, "is_heard": "on", "is_beneficiary": "on", "basis": "consent"}
    assert olga.post(addresses[2], sent).status_code == 302
    subject = RecordingSubject.objects.get()
    assert (subject.is_heard, subject.face, subject.seen_file) == (True, "none", voice.what_is_shown)
    assert "Mara" in olga.get(addresses[1]).content.decode()
    assert "already" in olga.post(addresses[2], sent).content.decode()
    event = ProtectionEvent.objects.get(kind="recording")
    assert (event.verb, event.identifier) == ("pictured_added", str(voice.pk))
    assert olga.get("/cms/protection/log/").status_code == 200
    olga.post(f"{addresses[1]}{subject.pk}/remove/")
    assert not RecordingSubject.objects.exists()


def test_an_answer_does_not_contradict_the_officers(cms: Client, db: None) -> None:
    voice = recording()
    hear(voice, person())
    found = errors(edit(cms, voice, people_shown=PeopleShown.NONE))
    assert "protection officer has entered people" in str(found["people_shown"])


def test_writers_change_their_own_recordings(db: None, home: HomePage) -> None:
    update_roles()
    walter = colleague("Walter")
    walter.groups.add(Group.objects.get(name="Writers"))
    browser = browser_of(walter)
    response = browser.post(ADD, form())
    assert response.status_code == 302, errors(response)
    own, other = Recording.objects.get(), recording()
    assert browser.get(f"/cms/recordings/edit/{own.pk}/").status_code == 200
    assert browser.get(f"/cms/recordings/delete/{own.pk}/").status_code == 200
    # Wagtail leads away who may not.
    assert browser.get(f"/cms/recordings/edit/{other.pk}/").status_code == 302
    assert browser.post(f"/cms/recordings/delete/{other.pk}/").status_code == 302
    assert Recording.objects.count() == 2


def test_the_file_in_the_cms_is_for_those_who_log_in(cms: Client, db: None) -> None:
    movie = recording("film")
    for address in (movie.address_of_file(in_cms=True), movie.address_of_captions(in_cms=True)):
        assert Client().get(address).status_code == 302
        response = cms.get(address)
        response.close()
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
    assert cms.get("/cms/recordings/file/missing.mp4").status_code == 404


def test_a_file_gives_way_to_a_film_elsewhere(
    cms: Client, picture: Picture, media_root: Path, django_capture_on_commit_callbacks: Any
) -> None:
    voice = recording(people_shown=PeopleShown.NONE, nobody_confirmed_by=colleague("Colin"))
    sent = {"address": VIMEO, "poster": picture.pk, "people_shown": PeopleShown.NONE, "file-clear": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        response = edit(cms, voice, **sent)
    assert response.status_code == 302, errors(response)
    again = Recording.objects.get()
    assert (again.kind, again.address, again.seconds, again.file_size) == ("elsewhere", VIMEO, 0, 0)
    assert again.nobody_confirmed_by is None
    assert stored(media_root) == []
