"""The start page of somebody who writes, the status of what is closed, and unpublishing with the translations."""

from django.urls import reverse
from wagtail.models import Locale, Page
from workflow_cases import Team, act, submit

from consent.models import Clearance
from home.models import HomePage, OrganizationPage
from screens import messages_in, words
from stories.models import StoryPage
from story_factory import clear
from team import browser_of, member


def start_page(user: object) -> str:
    return words(browser_of(user).get(reverse("wagtailadmin_home")))  # type: ignore[arg-type]


def test_a_writer_sees_their_drafts_until_they_are_submitted(team: Team, story: StoryPage) -> None:
    assert "You have no drafts." in start_page(member("New", "Writers"))
    seen = start_page(team.writer)
    assert "Your drafts" in seen
    assert "A way home English" in seen
    assert "Finish it, then press “Submit for review”" in seen
    submit(story, team.writer)
    assert "You have no drafts." in start_page(team.writer)
    act(story, team.olga, "reject", comment="Shorter.")
    assert "Finish it, then press “Submit for review again”" in start_page(team.writer)
    assert "Your drafts" not in start_page(team.olga)


def test_the_status_panel_does_not_call_live_what_nobody_can_read(team: Team, story: StoryPage) -> None:
    story.save_revision().publish()
    clear(story)
    browser, url = browser_of(team.editor), reverse("wagtailadmin_pages:edit", args=[story.pk])
    assert "closed-in-panel" not in browser.get(url).content.decode()
    Clearance.objects.all().delete()
    assert "closed-in-panel" in browser.get(url).content.decode()


class TestUnpublishing:
    """Translations stay published by themselves: the question says so, and takes them along."""

    def page(self, home: HomePage) -> tuple[Page, Page]:
        page = OrganizationPage(title="About", slug="about", summary="About", body=[("text", "<p>x</p>")])
        home.add_child(instance=page)
        page.save_revision().publish()
        arabic = Locale.objects.get(language_code="ar")
        home.copy_for_translation(arabic).save_revision().publish()
        copy = page.copy_for_translation(arabic)
        copy.save_revision().publish()
        return page, copy

    def test_together(self, team: Team, home: HomePage) -> None:
        page, copy = self.page(home)
        browser, url = browser_of(team.editor), reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        asked = browser.get(url).content.decode()
        assert "Its translations stay published by themselves" in asked
        assert '<input type="checkbox" name="unpublish-translations" checked>' in asked
        answer = browser.post(url, {"unpublish-translations": "on"}, follow=True)
        assert "“About” (العربية) is unpublished, too." in messages_in(answer)
        assert not Page.objects.filter(pk__in=[page.pk, copy.pk], live=True).exists()

    def test_alone(self, team: Team, home: HomePage) -> None:
        page, copy = self.page(home)
        browser_of(team.editor).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
        assert list(Page.objects.filter(pk__in=[page.pk, copy.pk], live=True)) == [Page.objects.get(pk=copy.pk)]
