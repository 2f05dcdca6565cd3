"""What changes beside a page leaves nothing open."""

from consent.publication import is_shareable
from media.models import Picture
from story_factory import MakeStory


def test_a_changed_picture_closes_its_story_at_once(picture: Picture, make_story: MakeStory) -> None:
    story = make_story(listing_picture=picture, listing_picture_decorative=True)
    assert is_shareable(story)
    picture.credit = "Portrait of Amina"
    picture.save()
    assert not is_shareable(story)


def test_new_tags_close_the_story(picture: Picture, make_story: MakeStory) -> None:
    story = make_story(listing_picture=picture, listing_picture_decorative=True)
    picture.tags.add("Amina")
    assert not is_shareable(story)
