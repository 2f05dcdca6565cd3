"""The team's way in, in a real browser: from the invitation to the lost device, with a second factor required."""

import email
import re
import shutil
from collections.abc import Callable, Iterator
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from login_people import code_for
from running_site import RunningSite

PASSWORD = "a password of her own"
OpenWindow = Callable[[], Page]


@pytest.fixture(scope="module")
def site(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The demo, as production guards it."""
    folder = Path(shutil.copytree(prepared_data, tmp_path_factory.mktemp("guarded") / "data"))
    with RunningSite(folder, variables={"DJANGO_SETTINGS_MODULE": "tests.login.required_settings"}) as running:
        yield running


@pytest.fixture
def window(browser: Browser, site: RunningSite) -> Iterator[OpenWindow]:
    """Open windows that know nothing of each other. Keys are bound to names, so the site is called by one."""
    contexts: list[BrowserContext] = []

    def open_one() -> Page:
        contexts.append(
            browser.new_context(viewport={"width": 1300, "height": 900}, base_url=f"http://localhost:{site.port}")
        )
        contexts[-1].set_default_timeout(15_000)
        return contexts[-1].new_page()

    yield open_one
    for context in contexts:
        context.close()


def printed_login(site: RunningSite, role: str) -> tuple[str, str]:
    match = re.search(rf"Log in as {role}: +(\S+) +(\S+)", site.printed)
    assert match is not None, site.printed
    return match[1], match[2]


def log_in(page: Page, address: str, password: str) -> None:
    page.goto("/cms/")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def expect_cms(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text("IOM Belgium and Luxembourg")


def expect_closed(page: Page) -> None:
    for address in ("/cms/", "/cms/pages/", "/cms/users/", "/cms/protection/contributors/", "/cms/account/"):
        page.goto(address)
        assert page.url.partition("?")[0].endswith(("/account/login/", "/account/second-factor/", "/authenticate/"))


def log_out(page: Page) -> None:
    page.goto("/account/")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")


def set_up_app(page: Page) -> tuple[str, list[str]]:
    """Set up an app; return its secret and the recovery codes that were shown."""
    page.get_by_role("link", name="Set up an app").click()
    expect(page.locator(".account__square svg")).to_be_visible()
    secret = (page.locator("#totp_secret").text_content() or "").strip()
    page.get_by_label("Code").fill(code_for(secret))
    page.get_by_role("button", name="Set up the app").click()
    return secret, keep_recovery_codes(page)


def keep_recovery_codes(page: Page) -> list[str]:
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    codes = page.locator(".account__codes code").all_text_contents()
    assert len(codes) == 10
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert codes[0] in download.value.path().read_text()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    expect_cms(page)
    return codes


def plug_in_a_key(page: Page) -> None:
    """Give a window a security key that is always touched in time."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": False, "isUserVerified": False}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})


def link_mailed_to(site: RunningSite, address: str) -> str:
    """Return the path of the newest link that was mailed to an address."""
    for path in sorted((site.data_dir / "mail").iterdir(), key=lambda path: path.stat().st_mtime, reverse=True):
        message = email.message_from_bytes(path.read_bytes(), policy=default)
        text = message.get_body().get_content()  # type: ignore[union-attr]
        if message["To"] == address and (link := re.search(r"http://[^/]+(/account/password/\S+)", text)):
            return link[1]
    raise AssertionError(f"No link was mailed to {address}.")


def invite(page: Page, address: str) -> None:
    page.goto("/cms/users/new/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("First Name").fill("Lina")
    page.get_by_label("Last Name").fill("Maes")
    page.get_by_label("Editors").check()
    page.get_by_role("main").get_by_role("button", name=re.compile("^(Save|Create)")).click()
    expect(page.locator(".messages")).to_contain_text(f"An invitation was sent to {address}")


def choose_password(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("New password", exact=False).first.fill(PASSWORD)
    page.get_by_label("The new password once more").fill(PASSWORD)
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password was changed")


def test_from_the_invitation_to_the_lost_device(site: RunningSite, window: OpenWindow) -> None:
    nora, lina = window(), window()
    problems: list[str] = []
    for page in (nora, lina):
        page.on("console", lambda message: problems.append(message.text) if "Security" in message.text else None)

    log_in(nora, *printed_login(site, "administrator"))
    expect(nora.get_by_text("Set up one of the two to enter the CMS")).to_be_visible()
    expect_closed(nora)
    secret, _codes = set_up_app(nora)
    log_out(nora)
    log_in(nora, *printed_login(site, "administrator"))
    expect(nora.get_by_role("heading", level=1)).to_have_text("And now your second factor")
    expect_closed(nora)
    nora.goto("/account/second-factor/authenticate/")
    nora.get_by_label("Code").fill(code_for(secret))
    nora.get_by_role("button", name="Log in", exact=True).click()
    expect_cms(nora)

    address = "lina.maes@example.org"
    invite(nora, address)
    choose_password(lina, link_mailed_to(site, address))
    expect_closed(lina)
    plug_in_a_key(lina)
    log_in(lina, address, PASSWORD)
    lina.get_by_role("link", name="Add a security key").click()
    lina.get_by_role("button", name="Add the key").click()
    codes = keep_recovery_codes(lina)
    log_out(lina)
    log_in(lina, address, PASSWORD)
    lina.get_by_role("button", name="Use the security key").click()
    expect_cms(lina)

    without_key = window()
    log_in(without_key, address, PASSWORD)
    without_key.get_by_label("Code").fill(codes[3])
    without_key.get_by_role("button", name="Log in", exact=True).click()
    expect_cms(without_key)
    without_key.goto("/account/")
    expect(without_key.get_by_text("You have 9 recovery codes left.")).to_be_visible()

    nora.goto("/cms/users/")
    nora.get_by_role("link", name="Lina Maes").first.click()
    nora.get_by_role("link", name="They lost their second factor…").click()
    nora.get_by_role("button", name="Remove the second factor").click()
    expect(nora.locator(".messages")).to_contain_text("They were told by mail")
    expect_closed(lina)
    log_in(lina, address, PASSWORD)
    expect(lina.get_by_text("Set up one of the two to enter the CMS")).to_be_visible()
    set_up_app(lina)
    assert problems == []


def test_a_key_that_is_not_used_is_no_dead_end(site: RunningSite, window: OpenWindow) -> None:
    page = window()
    log_in(page, *printed_login(site, "second protection officer"))
    page.goto("/account/second-factor/webauthn/add/")
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new DOMException('no')); }")
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("alert")).to_contain_text("Press the button and touch the key")
    page.goto(f"http://127.0.0.1:{site.port}/account/login/")
    page.get_by_label("E-mail address").fill(printed_login(site, "second protection officer")[0])
    page.get_by_label("Password").fill(printed_login(site, "second protection officer")[1])
    page.get_by_role("button", name="Log in").click()
    page.goto(f"http://127.0.0.1:{site.port}/account/second-factor/webauthn/add/")
    expect(page.get_by_text("Browsers do not bind a key to an address that is only a number")).to_be_visible()


def test_the_password_alone_gets_nowhere(site: RunningSite, window: OpenWindow) -> None:
    page = window()
    log_in(page, *printed_login(site, "protection officer"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Second factor")
    expect_closed(page)
    page.goto("/account/password/change/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Second factor")
