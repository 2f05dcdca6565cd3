"""The side table says what readers see, not what an editor is about to change."""

from django.test import Client

from home.models import HomePage, OrganizationPage


def page_with_quotation(home: HomePage) -> OrganizationPage:
    """Return a published page that quotes somebody of whom nothing is on record."""
    page = OrganizationPage(
        title="About us",
        slug="about",
        summary="About",
        body=[("quotation", {"quotation": "We came back.", "attribution": "Somebody"})],
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_draft_without_quotations_does_not_open_the_page_that_has_them(client: Client, home: HomePage) -> None:
    page = page_with_quotation(home)
    assert client.get("/en/about/").status_code == 404
    page.body = [("text", "<p>Nobody speaks here.</p>")]
    page.save_revision()
    assert client.get("/en/about/").status_code == 404
    page.save_revision().publish()
    assert client.get("/en/about/").status_code == 200
