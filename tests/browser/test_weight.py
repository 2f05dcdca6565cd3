"""What a story weighs on a phone, and whether each screen gets the size of a picture that fits it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from running_site import RunningSite

# Bytes over the network, headers included, that a story may cost before anybody scrolls.
BUDGET = 170 * 1024
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}


@pytest.fixture(scope="module")
def stories(site: RunningSite) -> list[str]:
    """The addresses of all stories in all languages of the demonstration."""
    found: list[str] = []
    home = site.get("/en/")[1]
    for language in sorted({"/en/", *re.findall(r'hreflang="[a-z-]+"[^>]*href="[^"]*?(/[a-z]{2}/)"', home)}):
        menu = set(re.findall(rf'href="({language}[^"/]+/)"', site.get(language)[1]))
        for index in sorted(menu):
            found += sorted(set(re.findall(rf'href="({index}[^"/?]+/)"', site.get(index)[1])))
    return [path for path in found if 'class="page story"' in site.get(path)[1]]


def weigh(page: Page, address: str) -> dict[str, int]:
    """Load a page and return the bytes that came over the network for each address, before any scrolling."""
    session = page.context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    weights: dict[str, int] = {}

    def received(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]

    def finished(event: dict[str, Any]) -> None:
        weights[addresses[event["requestId"]]] = round(event["encodedDataLength"])

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    session.detach()
    return weights


def test_every_story_in_every_language_is_light(browser: Browser, site: RunningSite, stories: list[str]) -> None:
    assert len({path[:4] for path in stories}) > 1, stories
    heavy = {}
    for path in stories:
        context = browser.new_context(**PHONE)
        weights = weigh(context.new_page(), site.url + path)
        context.close()
        assert any(name.endswith(".css") for name in weights), weights
        assert any("/media/images/" in name for name in weights), weights
        if sum(weights.values()) > BUDGET:
            heavy[path] = weights
    assert not heavy


# For each picture in a page: how wide it stands there, the widths that are offered, and which one the browser took.
PICTURES = """() => Promise.all([...document.querySelectorAll('main picture img')].map(async (image) => {
  image.scrollIntoView();
  image.loading = 'eager';
  await image.decode();
  const offered = image.parentElement.querySelector('source').srcset.split(', ').map((each) => each.split(' '));
  const ratio = image.getAttribute('width') / image.getAttribute('height');
  const {width, height} = image.getBoundingClientRect();
  const path = new URL(image.currentSrc).pathname;
  return {
    shown: Math.max(width, height * ratio), ratio, natural: image.naturalWidth / image.naturalHeight,
    widths: offered.map((each) => parseInt(each[1])),
    taken: parseInt(offered.find((each) => each[0] === path)[1]),
    alt: image.hasAttribute('alt'), sizes: image.parentElement.querySelector('source').sizes,
    place: image.closest('[class]').className,
  };
}))"""


def fitting(widths: list[int], shown: float, density: int) -> int:
    """Return the smallest width that is enough for a picture shown so wide, give or take what nobody sees."""
    return next((width for width in widths if width >= shown * density * 0.98), widths[-1])


@pytest.mark.parametrize("density", [1, 2])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_picture_comes_in_the_size_that_fits(
    browser: Browser, site: RunningSite, stories: list[str], width: int, density: int
) -> None:
    wrong, seen = [], 0
    for path in ("/en/", "/en/stories/", stories[1], "/en/our-work/", "/ar/"):
        # For each page, because a size that is there already is taken in the place of a smaller one.
        context = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=density)
        page = context.new_page()
        page.goto(site.url + path)
        for each in page.evaluate(PICTURES):
            seen += 1
            assert each["alt"]
            assert each["ratio"] == pytest.approx(each["natural"], rel=0.03), "the page jumps when it is loaded"
            if each["taken"] != (fit := fitting(each["widths"], each["shown"], density)):
                wrong.append(f"{path} {each['place']}: {each['shown']} pixels, {fit} fits, {each['taken']} was taken")
        context.close()
    assert seen > 8
    assert not wrong


def test_only_the_first_picture_is_fetched_before_all_others(site: RunningSite, stories: list[str]) -> None:
    for path in stories:
        first, *others = re.findall(r"<img[^>]*>", site.get(path)[1].partition("<main")[2])
        assert 'fetchpriority="high"' in first
        assert "loading=" not in first
        for image in others:
            assert 'loading="lazy"' in image
            assert "fetchpriority" not in image
        for image in (first, *others):
            assert re.search(r' width="\d+"', image)
            assert re.search(r' height="\d+"', image)
