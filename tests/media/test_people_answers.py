"""Each picture needs an answer whether people are shown in it, before a page with it is published."""

import pytest
from chequered import ANSWERS, chequered, content_of
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from picture_people import CLOSED, OPEN, answered, browser_of, consent_of, officer, person, publish, readers_get, show

from accounts.models import User
from consent.vocabulary import Face, PeopleShown
from home.models import HomePage, OrganizationPage
from media.models import Picture
from media.people.answering import CONFIRMATION
from pages.gate.refusing import refusals_of
from pages.models import BasePage
from story_factory import MakeStory, colleague

UNANSWERED, UNCONFIRMED = "picture_unanswered", "nobody_unconfirmed"
NOBODY_ENTERED = "picture_without_subject"

# The answer, what refuses an organization's page and a story, and what readers get where a script publishes them.
TABLE = {
    "unanswered": (UNANSWERED, (200, {404}), UNANSWERED, CLOSED),
    "nobody, one says": (None, OPEN, UNCONFIRMED, CLOSED),
    "nobody, two say": (None, OPEN, None, OPEN),
    "nobody recognisable": (None, OPEN, None, OPEN),
    "somebody": (NOBODY_ENTERED, CLOSED, NOBODY_ENTERED, CLOSED),
    "somebody with consent": (None, OPEN, None, OPEN),
    "somebody turned away, without consent": ("consent_missing", CLOSED, "consent_missing", CLOSED),
    "answered as nobody, somebody entered": ("consent_missing", CLOSED, "consent_missing", CLOSED),
}


def prepare(picture: Picture, case: str) -> None:
    """Bring a picture into the state of the table."""
    if case == "unanswered":
        answered(picture, "")
    elif case.startswith("nobody,"):
        answered(picture, PeopleShown.NONE, confirmed=False)
        if case.endswith("two say"):
            answered(picture, PeopleShown.NONE, confirmed=True)
        else:
            Picture.objects.update(nobody_confirmed_at=None)
    elif case == "nobody recognisable":
        answered(picture, PeopleShown.UNIDENTIFIABLE)
    elif case == "somebody":
        answered(picture, PeopleShown.YES)
    elif case == "somebody with consent":
        somebody = person()
        consent_of(somebody)
        show(picture, somebody)
    else:
        show(picture, person(), face=Face.TURNED)
        if case.startswith("answered as nobody"):
            answered(picture, PeopleShown.NONE, confirmed=True)
    picture.refresh_from_db()


@pytest.fixture
def organization(home: HomePage, picture: Picture) -> OrganizationPage:
    """A draft on which a picture is all that could show people."""
    page = OrganizationPage(
        title="Office",
        slug="office",
        summary="Who we are",
        live=False,
        listing_picture=picture,
        listing_picture_decorative=True,
    )
    home.add_child(instance=page)
    return page


@pytest.mark.parametrize("case", TABLE)
def test_an_ordinary_page(organization: OrganizationPage, picture: Picture, case: str) -> None:
    prepare(picture, case)
    refused, readers, *_story = TABLE[case]
    page = publish(organization)
    assert {each.code for each in refusals_of(page)} == ({refused} if refused else set())
    assert readers_get(page, picture) == readers


@pytest.mark.parametrize("case", TABLE)
def test_a_story(make_story: MakeStory, picture: Picture, case: str) -> None:
    story: BasePage = make_story(body=[("picture", {"picture": picture, "caption": "The road"})])
    prepare(picture, case)
    *_page, refused, readers = TABLE[case]
    story = publish(type(story).objects.get(pk=story.pk))
    found = refusals_of(story)
    assert {each.code for each in found} == ({refused} if refused else set())
    assert {each.position for each in found} == ({"pictures/1"} if refused else set())
    assert readers_get(story, picture) == readers


def test_the_page_leaves_out_a_picture_without_an_answer(organization: OrganizationPage, picture: Picture) -> None:
    page = publish(organization)
    client = Client()
    assert b"<picture>" in client.get(page.url).content
    assert b"og:image" in client.get(page.url).content
    prepare(picture, "unanswered")
    assert b"<picture>" not in client.get(page.url).content
    assert b"og:image" not in client.get(page.url).content


def test_the_editor_refuses_and_leads_to_the_picture(
    cms: Client, organization: OrganizationPage, picture: Picture
) -> None:
    prepare(picture, "unanswered")
    organization.save_revision()
    checklist = cms.get(f"/cms/checklist/{organization.pk}/").content.decode()
    assert "Say whether people are shown in this picture." in checklist
    assert f'href="/cms/images/{picture.pk}/"' in checklist
    cms.post(f"/cms/bulk/wagtailcore/page/publish/?id={organization.pk}&next=/cms/", {"include_descendants": ""})
    organization.refresh_from_db()
    assert not organization.live
    prepare(picture, "nobody, one says")
    assert "needs no consent" in cms.get(f"/cms/checklist/{organization.pk}/").content.decode()
    cms.post(f"/cms/bulk/wagtailcore/page/publish/?id={organization.pk}&next=/cms/", {"include_descendants": ""})
    organization.refresh_from_db()
    assert organization.live


@pytest.mark.parametrize("missing", ANSWERS)
def test_no_form_does_without_the_answer_the_credit_and_the_source(cms: Client, missing: str) -> None:
    sent = {"title": "Road", "collection": "1", "tags": ""} | ANSWERS | {missing: ""}
    file = SimpleUploadedFile("road.png", content_of(chequered()))
    form = cms.post("/cms/images/add/", sent | {"file": file}).context["form"]
    assert set(form.errors) == {missing}
    prefix = "image-chooser-upload-"
    file = SimpleUploadedFile("road.png", content_of(chequered()))
    chooser = {f"{prefix}{name}": value for name, value in (sent | {"file": file}).items()}
    assert cms.post("/cms/images/chooser/create/", chooser).json()["step"] == "reshow_creation_form"
    assert not Picture.objects.exists()


def test_the_form_remembers_who_answered(cms: Client, administrator: User) -> None:
    file = SimpleUploadedFile("road.png", content_of(chequered()))
    sent = {"title": "Road", "collection": "1", "tags": "", "file": file} | ANSWERS
    assert cms.post("/cms/images/add/", sent).status_code == 302
    picture = Picture.objects.get()
    assert (picture.people_shown, picture.people_answered_by) == ("none", administrator)
    assert picture.nobody_confirmed_at is None


def test_an_answer_cannot_contradict_the_officers(cms: Client, picture: Picture) -> None:
    show(picture, person())
    sent = {"title": "Road", "collection": "1", "tags": ""} | ANSWERS
    form = cms.post(f"/cms/images/{picture.pk}/", sent).context["form"]
    assert form.errors.as_data()["people_shown"][0].code == "people_entered"


@pytest.mark.parametrize("how", ["whole row", "one field"])
@pytest.mark.parametrize("change", ["file", "people_shown"])
def test_another_file_or_answer_takes_the_confirmation_back(picture: Picture, change: str, how: str) -> None:
    answered(picture, PeopleShown.NONE, confirmed=True)
    if change == "file":
        picture.file.save("other.png", ContentFile(content_of(chequered())), save=False)
    else:
        picture.people_shown = PeopleShown.UNIDENTIFIABLE
    picture.save(**({"update_fields": [change]} if how == "one field" else {}))
    assert Picture.objects.filter(pk=picture.pk).values_list(*CONFIRMATION).get() == (None, None)


def test_another_title_takes_nothing_back(picture: Picture) -> None:
    answered(picture, PeopleShown.NONE, confirmed=True)
    picture.title = "A road"
    picture.save()
    picture.refresh_from_db()
    assert picture.nobody_confirmed_at is not None


def test_the_database_knows_that_two_people_are_two(picture: Picture) -> None:
    colin = colleague("Colin")
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.update(people_answered_by=colin, nobody_confirmed_by=colin)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("none", True), ("unidentifiable", True), ("yes", False)],
    ids=["nobody", "unknown", "somebody"],
)
def test_only_where_nobody_can_be_recognised_caches_keep_a_picture(
    organization: OrganizationPage, picture: Picture, answer: str, kept: bool
) -> None:
    if answer == "yes":
        prepare(picture, "somebody with consent")
    else:
        answered(picture, answer)
    publish(organization)
    rendition = picture.renditions.first()
    assert rendition is not None
    response = Client().get(rendition.public_url)
    response.close()
    expected = "public, max-age=31536000, immutable" if kept else "public, no-cache"
    assert (response.status_code, response["Cache-Control"]) == (200, expected)


class TestConfirming:
    """A second person looks at a picture of which one said that nobody is shown."""

    @pytest.fixture
    def answer_of_nora(self, picture: Picture, administrator: User) -> Picture:
        """A picture of which Nora said that nobody is shown."""
        Picture.objects.update(people_answered_by=administrator, nobody_confirmed_at=None)
        picture.refresh_from_db()
        return picture

    @pytest.fixture
    def second(self, db: None) -> User:
        """Somebody else who may change pictures."""
        return User.objects.create_superuser("second@example.org", "a long password", first_name="Second")

    def address(self, picture: Picture) -> str:
        return f"/cms/images/{picture.pk}/nobody/"

    def test_a_second_person_confirms(self, answer_of_nora: Picture, second: User) -> None:
        browser = browser_of(second)
        assert self.address(answer_of_nora) in browser.get(f"/cms/images/{answer_of_nora.pk}/").content.decode()
        assert answer_of_nora.file.name in browser.get(self.address(answer_of_nora)).content.decode()
        browser.post(self.address(answer_of_nora), {"seen_file": answer_of_nora.file.name})
        answer_of_nora.refresh_from_db()
        assert answer_of_nora.nobody_confirmed_by == second
        assert self.address(answer_of_nora) not in browser.get(f"/cms/images/{answer_of_nora.pk}/").content.decode()

    def test_whoever_answered_does_not(self, cms: Client, answer_of_nora: Picture) -> None:
        assert self.address(answer_of_nora) not in cms.get(f"/cms/images/{answer_of_nora.pk}/").content.decode()
        for response in (
            cms.get(self.address(answer_of_nora)),
            cms.post(self.address(answer_of_nora), {"seen_file": answer_of_nora.file.name}),
        ):
            assert response.status_code == 302
        answer_of_nora.refresh_from_db()
        assert answer_of_nora.nobody_confirmed_at is None

    def test_nobody_confirms_a_file_that_they_did_not_see(self, answer_of_nora: Picture, second: User) -> None:
        browser_of(second).post(self.address(answer_of_nora), {"seen_file": "original_images/other.webp"})
        answer_of_nora.refresh_from_db()
        assert answer_of_nora.nobody_confirmed_at is None

    def test_who_may_not_change_pictures_does_not(self, answer_of_nora: Picture) -> None:
        response = browser_of(officer()).post(self.address(answer_of_nora), {"seen_file": answer_of_nora.file.name})
        assert response.status_code in (302, 403)
        answer_of_nora.refresh_from_db()
        assert answer_of_nora.nobody_confirmed_at is None

    def test_the_confirmation_opens_the_story(
        self,
        make_story: MakeStory,
        answer_of_nora: Picture,
        second: User,
        django_capture_on_commit_callbacks: object,
    ) -> None:
        story = make_story(listing_picture=answer_of_nora, listing_picture_decorative=True)
        assert readers_get(story, answer_of_nora) == CLOSED
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            browser_of(second).post(self.address(answer_of_nora), {"seen_file": answer_of_nora.file.name})
        assert readers_get(story, answer_of_nora) == OPEN


def test_a_draft_is_judged_by_the_pictures_of_the_draft(home: HomePage, picture: Picture) -> None:
    page = OrganizationPage(title="Office", slug="office", summary="Who we are", live=False)
    home.add_child(instance=page)
    prepare(picture, "answered as nobody, somebody entered")
    page.listing_picture = picture
    assert {each.code for each in refusals_of(page)} == {"consent_missing", "approval_missing"}
