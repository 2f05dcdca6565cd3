"""Nobody approves their own words, however they were stored and whoever touched them afterwards."""

from typing import Any

import pytest
from django.test import Client
from gate_cases import LogIn, approve_in_the_screens, translate, words
from wagtail.models import Locale
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource

from accounts.models import User
from consent.authorship import authors_of
from consent.models import ConsentRecord, StoryApproval
from media.models import Picture
from media.people.models import PictureSubject
from pages.gate.drafts import draft_of
from pages.gate.reviewing import text_hash_of
from stories.models import StoryPage, StoryTheme, Theme
from story_factory import MakeStory, give_consent

OWN = "You have written this text."


def authors(page: StoryPage) -> frozenset[int]:
    """Return who wrote the text that stands in the editor."""
    stored = StoryPage.objects.get(pk=page.pk)
    return authors_of(page.translation_key, page.locale.language_code, text_hash_of(draft_of(stored)))


def write(story: StoryPage, standfirst: str, user: User) -> None:
    draft: Any = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.standfirst = standfirst
    draft.save_revision(user=user)


def test_a_comma_of_a_colleague_lets_no_author_approve(
    make_story: MakeStory, log_in: LogIn, officer: User, writer: User
) -> None:
    story = make_story(cleared=False)
    give_consent(story)
    write(story, "All of this is by Olga", officer)
    write(story, "All of this is by Olga.", writer)
    assert OWN in words(approve_in_the_screens(log_in(officer), story))
    assert not StoryApproval.objects.exists()


def test_a_colleague_who_restores_a_text_lets_no_author_approve(
    make_story: MakeStory, log_in: LogIn, officer: User, writer: User
) -> None:
    story = make_story(cleared=False)
    give_consent(story)
    write(story, "All of this is by Olga", officer)
    theirs = StoryPage.objects.get(pk=story.pk).latest_revision
    write(story, "Something else", writer)
    theirs.as_object().save_revision(user=writer, previous_revision=theirs)
    assert OWN in words(approve_in_the_screens(log_in(officer), story))
    assert not StoryApproval.objects.exists()


def test_who_translates_side_by_side_does_not_approve(french: StoryPage, log_in: LogIn, officer: User) -> None:
    translate(french, by=officer)
    assert OWN in words(approve_in_the_screens(log_in(officer), french))
    assert not StoryApproval.objects.filter(language_code="fr").exists()


def test_a_colleague_who_corrects_a_translation_lets_no_translator_approve(
    french: StoryPage, log_in: LogIn, officer: User, writer: User
) -> None:
    translate(french, by=officer)
    translate(french, translated="Le début !", by=writer)
    assert authors(french) == {officer.pk, writer.pk}
    assert OWN in words(approve_in_the_screens(log_in(officer), french))


def test_the_editor_of_translations_says_who_translates(cms: Client, administrator: User, french: StoryPage) -> None:
    translation, source = Translation.objects.get(), TranslationSource.objects.get()
    segment = source.stringsegment_set.get(string__data="How it began.")
    address = f"/cms/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    assert cms.put(address, "value=Le+d%C3%A9but.", content_type="application/x-www-form-urlencoded").status_code == 201
    assert authors(french) == {administrator.pk}


def test_who_takes_a_piece_out_has_a_part_in_the_text(
    cms: Client, administrator: User, writer: User, french: StoryPage
) -> None:
    translate(french, "What happened.", "La suite.")
    piece = translate(french, by=writer)
    segment = TranslationSource.objects.get().stringsegment_set.get(string=piece.translation_of)
    cms.delete(f"/cms/localize/translate/{Translation.objects.get().pk}/strings/{segment.pk}/edit/")
    assert authors(french) == {writer.pk, administrator.pk}


def test_who_takes_every_piece_out_leaves_the_text_as_it_was(french: StoryPage, writer: User) -> None:
    translate(french, by=writer).delete()
    assert authors(french) == set()


def test_another_picture_for_a_translation_has_an_author(french: StoryPage, officer: User) -> None:
    translate(french)
    context = TranslationSource.objects.get().stringsegment_set.first().context
    SegmentOverride.objects.create(locale=french.locale, context=context, data_json="1", last_translated_by=officer)
    assert authors(french) == {officer.pk}


def test_noting_what_is_wrong_with_a_piece_is_not_translating_it(french: StoryPage, officer: User) -> None:
    piece = translate(french)
    piece.last_translated_by = officer
    piece.has_error = True
    piece.save()
    assert authors(french) == set()


def test_after_an_approval_only_new_pieces_count(french: StoryPage, log_in: LogIn, officer: User, writer: User) -> None:
    translate(french, by=writer)
    approve_in_the_screens(log_in(officer), french)
    assert StoryApproval.objects.get(language_code="fr").author_ids == [writer.pk]
    translate(french, "What happened.", "La suite.", by=officer)
    assert authors(french) == {officer.pk}
    assert OWN in words(approve_in_the_screens(log_in(officer), french))


def test_publishing_a_translation_is_not_writing_it(
    cms: Client, administrator: User, french: StoryPage, log_in: LogIn, officer: User, writer: User
) -> None:
    translate(french, by=writer)
    Translation.objects.get().save_target(user=officer, publish=False)
    assert authors(french) == {writer.pk}
    approve_in_the_screens(log_in(officer), french)
    cms.post(f"/cms/pages/{french.pk}/edit/", {"action": "publish"}, follow=True)
    assert authors(french) == {writer.pk}


def test_the_author_of_the_source_does_not_approve_their_words_in_its_translation(
    make_story: MakeStory, french: StoryPage, locales: dict[str, Locale], log_in: LogIn, officer: User, writer: User
) -> None:
    translate(french, by=writer)
    approve_in_the_screens(log_in(officer), french)
    english = french.get_translation(locales["en"])
    write(english, "New words of the officer.", officer)
    StoryPage.objects.get(pk=english.pk).latest_revision.publish()
    TranslationSource.objects.get().update_from_db()
    assert officer.pk in authors(french)
    assert OWN in words(approve_in_the_screens(log_in(officer), french))


def test_a_translation_begins_with_the_authors_of_its_source(
    make_story: MakeStory, french: StoryPage, locales: dict[str, Locale], officer: User, writer: User
) -> None:
    english = french.get_translation(locales["en"])
    write(english, "New words of the officer.", officer)
    StoryPage.objects.get(pk=english.pk).latest_revision.publish()
    for page in (english.get_parent().get_parent(), english.get_parent()):
        page.specific.copy_for_translation(locales["ar"]).save_revision().publish()
    source, _made = TranslationSource.update_or_create_from_instance(StoryPage.objects.get(pk=english.pk))
    Translation.objects.create(source=source, target_locale=locales["ar"]).save_target(user=writer, publish=False)
    arabic = english.get_translation(locales["ar"])
    assert officer.pk in authors(arabic)
    # Side by side or not, the words are the same.
    Translation.objects.filter(target_locale=locales["ar"]).update(enabled=False)
    assert officer.pk in authors(arabic)


def test_what_was_chosen_is_approved_in_a_translation_as_it_is_published(
    french: StoryPage, cms: Client, log_in: LogIn, officer: User, locales: dict[str, Locale]
) -> None:
    english: Any = french.get_translation(locales["en"])
    theme = Theme.objects.create(name="Return", slug="return", locale=locales["en"])
    theme.copy_for_translation(locales["fr"]).save()
    english.country_of_return = "AM"
    english.story_themes.add(StoryTheme(theme=theme, locale=locales["en"]))
    english.save_revision().publish()
    TranslationSource.objects.get().update_from_db()
    approve_in_the_screens(log_in(officer), french)
    approved = StoryApproval.objects.get(language_code="fr").text_hash
    cms.post(f"/cms/pages/{french.pk}/edit/", {"action": "publish"}, follow=True)
    published = StoryPage.objects.get(pk=french.pk)
    assert (published.country_of_return.code, len(published.themes)) == ("AM", 1)
    assert text_hash_of(published) == approved


@pytest.mark.parametrize("raw", [True, False])
def test_what_is_loaded_from_a_dump_is_not_noted_again(make_story: MakeStory, officer: User, raw: bool) -> None:
    from django.db.models.signals import post_save
    from wagtail.models import Revision

    story = make_story()
    revision = story.latest_revision
    revision.user = officer
    revision.content["standfirst"] = "Other words"
    post_save.send(Revision, instance=revision, created=True, raw=raw)
    known = authors_of(story.translation_key, "en", text_hash_of(revision.as_object()))
    assert known == (set() if raw else {officer.pk})


def test_who_recorded_the_consent_of_somebody_in_a_picture_does_not_approve(
    make_story: MakeStory, picture: Picture, log_in: LogIn, officer: User
) -> None:
    story = make_story(cleared=False, listing_picture=picture, listing_picture_decorative=True)
    give_consent(story)
    record = give_consent(make_story(cleared=False))
    PictureSubject.objects.create(picture=picture, contributor=record.contributor)
    ConsentRecord.objects.filter(pk=record.pk).update(recorded_by=officer)
    assert "You have recorded the consent." in words(approve_in_the_screens(log_in(officer), story))
    assert not StoryApproval.objects.exists()
