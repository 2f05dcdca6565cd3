"""What leaves the door of a picture: upright, in its colours, and nothing but its pixels."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms
from tell_tale_files import ENDINGS, FORMATS, SECRETS, drawing, encoded, exif, photo, telling

from media.door import limits
from media.door.pictures import clean_picture
from media.door.refusals import Reason, Refused


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def is_alike(image: Image.Image, other: Image.Image) -> bool:
    """Say whether no part differs by more than compression makes it: seen from afar, where edges do not count."""
    if image.size != other.size:
        return False
    parts = [one.convert("RGB").resize((8, 8), Image.Resampling.BOX) for one in (image, other)]
    return max(high for _low, high in ImageChops.difference(*parts).getextrema()) < 20


@pytest.mark.parametrize("kind", FORMATS)
def test_a_photo_tells_nothing_when_it_comes_out(kind: str) -> None:
    content = photo(kind)
    assert len(telling(content)) >= (2 if kind == "GIF" else 5)
    clean = clean_picture(content)
    image = opened(clean.content)
    assert telling(clean.content) == []
    assert not image.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info)
    assert image.size == (clean.width, clean.height) == (1400, 900)
    assert is_alike(image, drawing())


@pytest.mark.parametrize(
    ("kind", "out"),
    [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("HEIF", "jpeg"), ("GIF", "png")],
)
def test_what_comes_in_goes_out_in_a_format_that_browsers_show(kind: str, out: str) -> None:
    clean = clean_picture(photo(kind, size=(40, 30)))
    assert clean.format == out
    assert clean.ending.lstrip(".") in ENDINGS.values()
    assert opened(clean.content).format == out.upper()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
@pytest.mark.parametrize("orientation", [3, 6, 7])
def test_the_picture_stands_upright_and_is_turned_once(kind: str, orientation: int) -> None:
    turns = {
        3: Image.Transpose.ROTATE_180,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
    }
    clean = clean_picture(photo(kind, orientation, size=(160, 90)))
    assert is_alike(opened(clean.content), drawing((160, 90)).transpose(turns[orientation]))


def test_colours_of_another_profile_are_those_that_it_means() -> None:
    # In this profile the numbers for red and blue have changed places.
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = srgb.index(b"rXYZ"), srgb.index(b"bXYZ")
    srgb[red : red + 4], srgb[blue : blue + 4] = b"bXYZ", b"rXYZ"
    swapped = Image.merge("RGB", drawing((160, 90)).split()[::-1])
    content = encoded(swapped, icc_profile=bytes(srgb))
    assert is_alike(opened(clean_picture(content).content), drawing((160, 90)))


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "I;16", "LA", "RGBA"])
def test_every_kind_of_pixels_keeps_its_colours(mode: str) -> None:
    original = drawing((160, 90), "L" if mode == "I;16" else mode)
    if mode == "I;16":
        original = original.convert("I").point(lambda value: value * 257).convert("I;16")
    content = encoded(original, "JPEG" if mode == "CMYK" else "PNG", **({"quality": 95} if mode == "CMYK" else {}))
    expected = drawing((160, 90), "L") if mode == "I;16" else original.convert("RGB")
    assert is_alike(opened(clean_picture(content).content), expected)


def test_what_lies_under_transparent_pixels_is_not_kept() -> None:
    image = drawing((80, 60), "RGBA")
    image.putalpha(Image.new("L", (80, 60), 0))
    image.paste((10, 20, 30, 128), (40, 0, 80, 60))
    clean = opened(clean_picture(encoded(image)).content)
    assert clean.mode == "RGBA"
    assert {clean.getpixel((x, y)) for x in range(40) for y in range(60)} == {(0, 0, 0, 0)}
    assert clean.getpixel((60, 30)) == (10, 20, 30, 128)


def test_a_colour_profile_is_not_kept_however_it_is_worded() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRETS[0]
    clean = clean_picture(encoded(drawing((60, 40)), icc_profile=profile))
    assert "icc_profile" not in opened(clean.content).info
    assert telling(clean.content) == []


def test_a_broken_profile_does_not_hinder() -> None:
    clean = clean_picture(encoded(drawing((60, 40)), icc_profile=b"no profile at all"))
    assert is_alike(opened(clean.content), drawing((60, 40)))


def test_a_large_picture_is_stored_no_larger_than_pages_need() -> None:
    clean = clean_picture(encoded(drawing((4000, 1000)), "JPEG"))
    assert (clean.width, clean.height) == (limits.STORED_SIDE, limits.STORED_SIDE // 4)


def test_of_several_pictures_in_a_photo_the_main_one_is_taken() -> None:
    first, second = drawing((160, 90)), Image.new("RGB", (160, 90), "black")
    several = encoded(first, "MPO", save_all=True, append_images=[second], quality=95)
    clean = clean_picture(several)
    assert is_alike(opened(clean.content), first)
    assert opened(clean.content).format == "JPEG"


def test_of_a_burst_the_main_picture_is_taken() -> None:
    first, second = drawing((160, 96)), Image.new("RGB", (160, 96), "black")
    burst = encoded(first, "HEIF", save_all=True, append_images=[second], quality=95)
    assert is_alike(opened(clean_picture(burst).content), first)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_moving_picture_is_turned_away(kind: str) -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    moving = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(Refused) as refused:
        clean_picture(moving)
    assert refused.value.reason is Reason.MOVING


def test_the_same_picture_comes_out_as_the_same_bytes() -> None:
    with_metadata = encoded(drawing((160, 90)), "JPEG", quality=90, exif=exif())
    without = encoded(drawing((160, 90)), "JPEG", quality=90)
    assert clean_picture(with_metadata).content == clean_picture(without).content
