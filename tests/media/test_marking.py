"""What the tool sends is understood exactly or refused."""

import pytest
from chequered import BROKEN, LEFT_HALF, WHOLE, marked
from django.core.exceptions import ValidationError

from media.door.regions import Region
from media.regions.marking import MOST_REGIONS, Marking, parse_marking


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("", ()),
        ("  ", ()),
        (marked(), ()),
        (marked(LEFT_HALF), (Region(0.1, 0.1, 0.3, 0.4),)),
        (marked(WHOLE), (Region(0, 0, 1, 1),)),
        (
            marked(LEFT_HALF, WHOLE, LEFT_HALF),
            (Region(0.1, 0.1, 0.3, 0.4), Region(0, 0, 1, 1), Region(0.1, 0.1, 0.3, 0.4)),
        ),
        (marked({"left": 0.7, "top": 0, "width": 0.3 + 1e-9, "height": 0.1}), (Region(0.7, 0, 0.3 + 1e-9, 0.1),)),
    ],
)
def test_what_the_tool_sends_is_understood(text: str, regions: tuple[Region, ...]) -> None:
    assert parse_marking(text).regions == regions


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        parse_marking(text)


def test_as_many_regions_as_are_allowed_fit_in_the_text() -> None:
    region = dict.fromkeys(("left", "top", "width", "height"), 0.12345678901234567)
    assert len(parse_marking(marked(*[region] * MOST_REGIONS)).regions) == MOST_REGIONS


@pytest.mark.parametrize(("width", "height"), [(800, 600), (1600, 1200), (400, 300), (801, 600), (133, 100)])
def test_the_same_shape_in_another_size_fits(width: int, height: int) -> None:
    Marking((Region(0, 0, 1, 1),), 800, 600).check_shape(width, height)


@pytest.mark.parametrize(("width", "height"), [(600, 800), (800, 590), (30, 40)])
def test_another_shape_is_refused(width: int, height: int) -> None:
    with pytest.raises(ValidationError):
        Marking((Region(0, 0, 1, 1),), 800, 600).check_shape(width, height)
