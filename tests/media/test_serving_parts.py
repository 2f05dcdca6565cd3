"""What the one function that serves files answers to ranges, conditions and HEAD (RFC 9110, 13 and 14)."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from picture_people import consent_of, person, publish, show

from home.models import HomePage, OrganizationPage
from media.ladder import ladder
from media.models import Picture
from stories.models import StoryPage
from story_factory import MakeStory


@pytest.fixture
def shown(picture: Picture, make_story: MakeStory) -> StoryPage:
    """A story that anyone may read, with a picture."""
    return make_story(listing_picture=picture, listing_picture_decorative=True)


@pytest.fixture
def content(picture: Picture) -> bytes:
    """The bytes of a rendition."""
    with ladder(picture).jpeg.file.open() as file:
        return bytes(file.read())


@pytest.fixture
def address(picture: Picture, shown: StoryPage) -> str:
    """The public address of that rendition."""
    return str(ladder(picture).jpeg.public_url)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def get(address: str, **headers: str) -> Any:
    return Client().get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_the_whole(address: str, content: bytes) -> None:
    response = get(address)
    assert (response.status_code, body(response)) == (200, content)
    assert response["Content-Length"] == str(len(content))
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Type"] == "image/jpeg"
    assert response["ETag"].startswith('"')


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-99", 10, 99),
        ("BYTES=10-99", 10, 99),
        ("bytes=100-", 100, None),
        ("bytes=-50", -50, None),
        ("bytes=5-99999999", 5, None),
        ("bytes=-99999999", 0, None),
    ],
)
def test_a_part(address: str, content: bytes, asked: str, first: int, last: int | None) -> None:
    response = get(address, range=asked)
    expected = content[first : None if last is None else last + 1]
    assert (response.status_code, body(response)) == (206, expected)
    begin = first % len(content)
    assert response["Content-Range"] == f"bytes {begin}-{begin + len(expected) - 1}/{len(content)}"
    assert response["Content-Length"] == str(len(expected))
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=99999999-999999999", "bytes=-0"])
def test_a_part_behind_the_end(address: str, content: bytes, asked: str) -> None:
    response = get(address, range=asked)
    assert (response.status_code, response.content) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(content)}"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-6", "bytes=9-5", "bytes=-", "bytes=a-b", "lines=0-1", "bytes 0-1", "bytes=٣-٤", ""]
)
def test_what_is_no_single_range_gets_the_whole(address: str, content: bytes, asked: str) -> None:
    response = get(address, range=asked)
    assert (response.status_code, body(response)) == (200, content)


def test_a_part_of_the_copy_that_somebody_has(address: str, content: bytes) -> None:
    tag = get(address)["ETag"]
    assert get(address, range="bytes=0-9", if_range=tag).status_code == 206
    # A weak tag, another one or a date does not promise the same bytes.
    for other in ('"another"', f"W/{tag}", "Wed, 21 Oct 2099 07:28:00 GMT"):
        response = get(address, range="bytes=0-9", if_range=other)
        assert (response.status_code, body(response)) == (200, content)


def test_a_copy_that_is_still_good(address: str) -> None:
    tag = get(address)["ETag"]
    for condition in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        response = get(address, if_none_match=condition, range="bytes=0-9")
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == tag
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert get(address, if_none_match='"other"').status_code == 200
    assert get(address, if_match='"other"').status_code == 412


def test_head_says_what_get_would_and_reads_nothing(
    address: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = get(address)
    monkeypatch.setattr("media.serving.stream", lambda *_args: pytest.fail("The file was read."))
    response = Client().head(address, headers={"Range": "bytes=0-9"})
    assert (response.status_code, response.content) == (200, b"")
    for name in ("Content-Length", "Content-Type", "ETag", "Cache-Control", "Accept-Ranges", "Content-Disposition"):
        assert response[name] == whole[name]


def test_a_large_file_is_read_as_it_goes_out(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    class Large(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            read.append(size or -1)
            return super().read(size)

    monkeypatch.setattr(type(default_storage), "size", lambda self, name: 1_000_000, raising=False)
    monkeypatch.setattr(type(default_storage), "open", lambda self, name: Large(bytes(1_000_000)), raising=False)
    response = get(address, range="bytes=1-")
    assert read == []
    assert sum(map(len, response.streaming_content)) == 999_999
    assert max(read) <= 64 * 1024
    assert min(read) > 0


@pytest.mark.parametrize(("problem", "status"), [(FileNotFoundError(), 404), (OSError("no answer"), 503)])
def test_a_storage_that_fails_is_no_server_error(
    address: str, problem: OSError, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Any, name: str) -> int:
        raise problem

    monkeypatch.setattr(type(default_storage), "size", fail, raising=False)
    response = get(address)
    assert (response.status_code, response["Cache-Control"]) == (status, "no-store")


def test_a_picture_of_somebody_is_asked_for_each_time(home: HomePage, picture: Picture) -> None:
    somebody = person()
    consent_of(somebody)
    show(picture, somebody)
    page = OrganizationPage(
        title="Office", slug="office", summary="We", listing_picture=picture, listing_picture_decorative=True
    )
    home.add_child(instance=page)
    publish(page)
    address = ladder(picture).jpeg.public_url
    for headers, status in (({}, 200), ({"range": "bytes=0-9"}, 206), ({"if_none_match": "*"}, 304)):
        response = get(address, **headers)
        response.close()
        assert (response.status_code, response["Cache-Control"]) == (status, "public, no-cache")


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-9"}, {"if_none_match": "*"}, {"range": "bytes=99999999-"}])
def test_nothing_is_told_of_what_readers_may_not_see(address: str, shown: StoryPage, headers: dict[str, str]) -> None:
    shown.unpublish()
    response = get(address, **headers)
    assert (response.status_code, response.content) == (404, b"")
    assert response["Cache-Control"] == "no-store"
    assert not response.has_header("ETag")
    assert not response.has_header("Content-Range")
