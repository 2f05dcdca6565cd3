"""What holds for a bucket alone: it stays private, gives no more than is asked for, and may be away."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pictured_files import as_png, coloured
from places import BUCKET, use

from media.forms import delete_when_certain
from media.ladder import ladder
from media.models import Picture
from running_site import free_port
from story_factory import MakeStory

EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers"


@pytest.fixture
def requests(bucket: Any) -> list[tuple[str, dict[str, Any]]]:
    """What the site asks of the bucket: the operation, and the request with its headers."""
    seen: list[tuple[str, dict[str, Any]]] = []

    def note(model: Any, params: dict[str, Any], **_event: Any) -> None:
        seen.append((model.name, params))

    for name in ("default", "private"):
        storages[name].connection.meta.client.meta.events.register("before-call.s3", note)
    return seen


def test_objects_carry_no_permission_for_anybody(bucket: Any, requests: Any, picture: Picture) -> None:
    found = bucket.list_objects_v2(Bucket=BUCKET)["Contents"]
    assert len(found) == 6
    for each in found:
        grants = bucket.get_object_acl(Bucket=BUCKET, Key=each["Key"])["Grants"]
        assert EVERYBODY not in [grant["Grantee"].get("URI") for grant in grants]
    puts = [params["headers"] for operation, params in requests if operation == "PutObject"]
    assert len(puts) == 6
    assert not [headers for headers in puts if "x-amz-acl" in {name.lower() for name in headers}]


def test_no_address_leads_to_the_bucket(bucket: Any, client: Client, make_story: MakeStory, picture: Picture) -> None:
    for name in ("default", "private"):
        with pytest.raises(NotImplementedError):
            storages[name].url("images/a.jpg")
    story = make_story(listing_picture=picture, listing_picture_decorative=True)
    assert BUCKET.encode() not in client.get(story.url).content
    response = client.get(ladder(picture).jpeg.public_url)
    response.close()
    assert (response.status_code, response.get("Location")) == (200, None)


def test_no_more_than_a_part_is_asked_of_the_bucket(
    requests: Any, client: Client, make_story: MakeStory, picture: Picture
) -> None:
    make_story(listing_picture=picture, listing_picture_decorative=True)
    address = ladder(picture).jpeg.public_url
    requests.clear()
    response = client.get(address, headers={"Range": "bytes=10-29"})
    assert len(b"".join(response.streaming_content)) == 20  # type: ignore[attr-defined]
    [asked] = [params["headers"]["Range"] for operation, params in requests if operation == "GetObject"]
    assert asked == "bytes=10-29"
    requests.clear()
    assert client.head(address).status_code == 200
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert "GetObject" not in [operation for operation, _params in requests]


def test_the_task_that_deletes_a_file_knows_neither_key_nor_secret(
    bucket: Any, picture: Picture, django_capture_on_commit_callbacks: Any
) -> None:
    path, args, options = default_storage.deconstruct()  # type: ignore[attr-defined]
    assert (path, list(args), options) == ("storage.bucket.Bucket", [], {"location": "media"})
    with django_capture_on_commit_callbacks(execute=True):
        delete_when_certain(picture.file)
    assert not default_storage.exists(picture.file.name)


def test_a_name_is_never_given_twice(bucket: Any) -> None:
    names = {default_storage.save("images/a.txt", ContentFile(content)) for content in (b"one", b"two")}
    assert len(names) == 2


@pytest.fixture
def gone(settings: Any) -> None:
    """Say that files lie in a bucket that does not answer."""
    use(settings, f"s3+http://key:secret@127.0.0.1:{free_port()}/{BUCKET}")


def test_a_bucket_that_is_away_is_no_server_error(
    settings: Any, picture: Picture, make_story: MakeStory, client: Client, cms: Client, request: Any
) -> None:
    story = make_story(listing_picture=picture, listing_picture_decorative=True)
    address = ladder(picture).jpeg.public_url
    request.getfixturevalue("gone")
    response = client.get(address)
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert client.get(story.url).status_code == 200
    sent = {
        "title": "A drawing",
        "file": SimpleUploadedFile("oven.png", as_png(coloured("red"))),
        "collection": "1",
        "people_shown": "none",
        "credit": "Us",
        "source": "Taken by us",
    }
    answer = cms.post("/cms/images/add/", sent)
    assert answer.status_code == 200
    assert "cannot be stored at the moment" in answer.content.decode()
    sent = {"title": "Leaflet", "file": SimpleUploadedFile("leaflet.txt", b"Plain words"), "collection": "1"}
    assert "cannot be stored at the moment" in cms.post("/cms/documents/add/", sent).content.decode()


def test_what_is_not_there_is_missing(bucket: Any) -> None:
    with pytest.raises(FileNotFoundError):
        default_storage.size("images/a.jpg")
    with pytest.raises(FileNotFoundError):
        default_storage.open("images/a.jpg")
    with pytest.raises(FileNotFoundError):
        next(default_storage.stream("images/a.jpg", 0, 9))  # type: ignore[attr-defined]
    default_storage.delete("images/a.jpg")
