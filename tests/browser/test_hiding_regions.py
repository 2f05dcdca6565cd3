"""What an editor marks in a real browser is in nothing that the server keeps: no file, no size, no database."""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from patches import CONTROL, FOUND, GONE, SECRET, SIDES, Place, assert_coarse, pattern, take_photo
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect

from running_site import RunningSite


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture with both patches, as a telephone stores it."""
    return take_photo(tmp_path / "photo.jpg")


@pytest.fixture(scope="module")
def state(browser: Browser, site: RunningSite) -> Any:
    """The cookies of the administrator."""
    context = browser.new_context()
    page = context.new_page()
    email, password = site.login()
    page.goto(f"{site.url}/cms/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    expect(page.locator("h1")).to_contain_text("IOM Belgium and Luxembourg")
    cookies = context.storage_state()
    context.close()
    return cookies


@pytest.fixture
def context(browser: Browser, state: Any) -> Iterator[BrowserContext]:
    """A window of the administrator with a mouse, a keyboard and a touch screen."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, storage_state=state, has_touch=True)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def nora(context: BrowserContext) -> Page:
    """The administrator's page."""
    return context.new_page()


@pytest.fixture
def kept(site: RunningSite) -> Iterator[set[Path]]:
    """The files that the server had before the test."""
    return {path for path in site.data_dir.rglob("*") if path.is_file()}


def frame_of(page: Page) -> FloatRect:
    """Return where the picture is shown, as soon as it is."""
    stage = page.locator("[data-hiding=stage]")
    expect(stage).to_be_visible()
    stage.scroll_into_view_if_needed()
    frame = stage.bounding_box()
    assert frame is not None
    return frame


def drag(page: Page, place: Place) -> None:
    """Draw a box with the mouse."""
    frame = frame_of(page)
    left, top, width, height = place
    x, y = frame["x"] + left * frame["width"], frame["y"] + top * frame["height"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + width * frame["width"] / 2, y + height * frame["height"] / 2)
    page.mouse.move(x + width * frame["width"], y + height * frame["height"])
    page.mouse.up()


def answer_questions(page: Page) -> None:
    """Say with the keyboard what every form for a picture asks besides the file."""
    page.locator("[name$=people_shown][value=none]").press("Space")
    page.locator("[name$=credit]").press_sequentially("Us")
    page.locator("[name$=source]").press_sequentially("Taken by us")


def sent_places(page: Page) -> list[Place]:
    text = page.locator("[data-hiding=field]").input_value()
    regions = json.loads(text)["regions"] if text else []
    return [(each["left"], each["top"], each["width"], each["height"]) for each in regions]


def assert_secret_is_nowhere(site: RunningSite, kept: set[Path], photo: Path, least: int = 4) -> None:
    """Look into each file of the new picture, and for the bytes of the upload in every file."""
    media = site.data_dir / "media"
    # The library also makes small views of the demo's pictures when it is opened first.
    (original,) = set((media / "original_images").iterdir()) - kept
    sizes = [path for path in (media / "images").iterdir() if path.name.startswith(original.stem)]
    assert len(sizes) >= least
    for path in (original, *sizes):
        with Image.open(path) as image:
            assert image.width > image.height, "it lies on its side"
            assert pattern(image, SECRET) < GONE, path
            assert pattern(image, CONTROL) > FOUND, path
    with Image.open(photo) as upload:
        mark = upload.info["comment"]
    for folder in (site.data_dir, Path(tempfile.gettempdir())):
        uploads = folder.rglob("*") if folder == site.data_dir else folder.glob("*.upload*")
        assert not [path for path in uploads if path.is_file() and mark in path.read_bytes()]


def test_the_pattern_can_be_found(photo: Path) -> None:
    with Image.open(photo) as image:
        upright = image.transpose(Image.Transpose.ROTATE_270)
    for width in (1200, 960, 640, 320, 165):
        small = upright.resize((width, width * SIDES[1] // SIDES[0]))
        assert pattern(small, SECRET) > FOUND
        assert pattern(small, CONTROL) > FOUND


def test_a_region_marked_with_the_mouse_is_never_stored(
    nora: Page, site: RunningSite, kept: set[Path], photo: Path
) -> None:
    nora.goto(f"{site.url}/cms/images/")
    nora.get_by_role("link", name="Add an image").click()
    expect(nora.locator("hiding-tool")).to_have_count(1)
    nora.fill("[name=title]", "By mouse")
    nora.set_input_files("[name=file]", photo)
    drag(nora, SECRET)
    places = sent_places(nora)
    assert [[round(number, 1) for number in place] for place in places] == [[0.1, 0.2, 0.2, 0.3]]
    assert places[0] == pytest.approx(SECRET, abs=0.01)
    preview = nora.locator("[data-hiding=canvas]")
    shown = preview.evaluate("canvas => new Promise(done => requestAnimationFrame(() => done(canvas.toDataURL())))")
    assert_coarse(shown)
    answer_questions(nora)
    nora.get_by_role("button", name="Upload").click()
    expect(nora.locator(".messages")).to_contain_text("added", timeout=30_000)
    assert_secret_is_nowhere(site, kept, photo)


def test_the_keyboard_is_enough(nora: Page, site: RunningSite, kept: set[Path], photo: Path) -> None:
    nora.goto(f"{site.url}/cms/images/add/")
    nora.focus("[name=title]")
    nora.keyboard.type("By keyboard")
    nora.keyboard.press("Tab")
    expect(nora.locator("[name=file]")).to_be_focused()
    # The dialog in which a file is chosen belongs to the system.
    nora.set_input_files("[name=file]", photo)
    live = nora.locator("[data-hiding=live]")
    expect(live).to_contain_text("You can mark")
    nora.keyboard.press("Tab")
    expect(nora.get_by_role("button", name="Add a region")).to_be_focused()
    nora.keyboard.press("Enter")
    box = nora.locator(".hiding__box")
    expect(box).to_be_focused()
    expect(live).to_contain_text("Added. Region 1:")
    press(nora, "Delete", 1)
    expect(box).to_have_count(0)
    expect(live).to_contain_text("Region 1 removed")
    expect(nora.get_by_role("button", name="Add a region")).to_be_focused()
    nora.keyboard.press("Enter")
    assert outline_of(box) >= 3
    press(nora, "ArrowLeft", 50)
    press(nora, "ArrowUp", 50)
    assert sent_places(nora)[0][:2] == (0, 0)
    press(nora, "ArrowRight", 9)
    press(nora, "ArrowDown", 19)
    press(nora, "Shift+ArrowRight", 13)
    press(nora, "Shift+ArrowDown", 15)
    press(nora, "Shift+ArrowDown", 1)
    press(nora, "Shift+ArrowUp", 1)
    expect(live).to_have_text(re.compile(r"^Region 1: 9% from the left, 19% from the top, 28% wide, 35% high$"))
    expect(nora.get_by_role("list", name="Regions to be hidden").get_by_role("listitem")).to_have_count(1)
    answer_questions(nora)
    for _press in range(30):
        nora.keyboard.press("Tab")
        if nora.evaluate("document.activeElement.matches('footer button[type=submit]')"):
            break
    nora.keyboard.press("Enter")
    expect(nora.locator(".messages")).to_contain_text("added", timeout=30_000)
    assert_secret_is_nowhere(site, kept, photo)


def press(page: Page, key: str, times: int) -> None:
    for _time in range(times):
        page.keyboard.press(key)


def outline_of(box: Locator) -> float:
    """Return the width of the outline in pixels."""
    return float(box.evaluate("element => parseFloat(getComputedStyle(element).outlineWidth)"))


def test_a_finger_is_enough_in_the_dialog_of_a_page(
    nora: Page, site: RunningSite, kept: set[Path], photo: Path
) -> None:
    nora.goto(f"{site.url}/cms/pages/search/?q=Stories")
    nora.get_by_role("link", name="Stories", exact=True).click()
    nora.goto(nora.url.replace("/edit/", "/add_subpage/"))
    nora.wait_for_load_state("networkidle")
    nora.get_by_role("tab", name="Promote").click()
    # The dialog runs its scripts each time: the second time must be like the first.
    for _time in range(2):
        nora.get_by_role("button", name="Choose an image").click()
        nora.get_by_role("tab", name="Upload").click()
        nora.set_input_files("[name=image-chooser-upload-file]", photo)
        frame_of(nora)
        if _time == 0:
            nora.locator(".modal .button.close, .modal [data-dismiss=modal]").first.click()
            expect(nora.locator(".modal")).to_have_count(0)
    nora.fill("[name=image-chooser-upload-title]", "By finger")
    frame = frame_of(nora)
    for x, y in ((0.16, 0.29), (0.3, 0.29), (0.16, 0.42), (0.3, 0.42)):
        nora.touchscreen.tap(frame["x"] + x * frame["width"], frame["y"] + y * frame["height"])
    rows = nora.get_by_role("list", name="Regions to be hidden").get_by_role("listitem")
    expect(rows).not_to_have_count(0)
    for number in range(rows.count()):
        rows.nth(number).get_by_role("button", name="larger").tap()
        rows.nth(number).get_by_role("button", name="larger").tap()
    answer_questions(nora)
    nora.locator(".modal-content").get_by_role("button", name="Upload").click()
    expect(nora.locator(".modal")).to_have_count(0, timeout=30_000)
    assert_secret_is_nowhere(site, kept, photo)


def test_something_is_hidden_in_a_picture_that_is_in_use(
    nora: Page, site: RunningSite, kept: set[Path], photo: Path
) -> None:
    site.run(IN_USE.format(path=str(photo)))
    nora.goto(f"{site.url}/cms/images/?q=Shown+everywhere")
    nora.get_by_role("link", name="Shown everywhere").first.click()
    nora.get_by_role("link", name="Hide something in this picture").click()
    frame_of(nora)
    media = site.data_dir / "media"
    (original,) = set((media / "original_images").iterdir()) - kept
    before = set(media.rglob(f"{original.stem}*"))
    assert len(before) >= 6
    drag(nora, SECRET)
    nora.get_by_role("button", name="Hide for good").click()
    expect(nora.locator(".messages")).to_contain_text("hidden now", timeout=30_000)
    expect(nora.get_by_text("Used 1 time")).to_be_visible()
    assert not [path for path in before if path.exists()]
    assert_secret_is_nowhere(site, kept, photo)


IN_USE = """
from pathlib import Path
from media.door.pictures import clean_picture
from media.files import CleanFile
from media.models import Picture
from stories.models import StoryPage
content = clean_picture(Path({path!r}).read_bytes()).content
picture = Picture.objects.create(title="Shown everywhere", file=CleanFile(content, "photo.jpg"),
                                 people_shown="unidentifiable")
StoryPage.objects.filter(pk=StoryPage.objects.first().pk).update(listing_picture=picture)
from wagtail.models import ReferenceIndex
ReferenceIndex.create_or_update_for_object(StoryPage.objects.get(listing_picture=picture))
"""


def test_a_new_file_has_no_regions_of_the_one_before(
    nora: Page, site: RunningSite, photo: Path, tmp_path: Path
) -> None:
    unseen = tmp_path / "unseen.jpg"
    unseen.write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(400))
    nora.goto(f"{site.url}/cms/images/add/")
    nora.set_input_files("[name=file]", photo)
    drag(nora, SECRET)
    assert len(sent_places(nora)) == 1
    nora.set_input_files("[name=file]", unseen)
    expect(nora.get_by_text("This browser cannot show this picture; save it as JPEG first").first).to_be_visible()
    expect(nora.locator("[data-hiding=tool]")).to_be_hidden()
    assert sent_places(nora) == []


def test_no_more_regions_than_the_server_takes(nora: Page, site: RunningSite, photo: Path) -> None:
    nora.goto(f"{site.url}/cms/images/add/")
    nora.set_input_files("[name=file]", photo)
    frame_of(nora)
    for _time in range(42):
        nora.get_by_role("button", name="Add a region").click()
    assert len(sent_places(nora)) == 40
    expect(nora.locator("[data-hiding=live]")).to_contain_text("No more than 40 regions")
