"""Rule 9: somebody says of each picture whether people are shown in it, and officers enter those who could be known."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from consent.rules.facts import Declaration, PictureFacts, Refusal
from consent.vocabulary import PeopleShown


def pictures(declaration: Declaration) -> list[Refusal]:
    """Return which pictures of a page nobody has looked at closely enough.

    A picture without an answer is published nowhere. In a story, where a face is expected and a mistake costs the
    most, a second person confirms that nobody is shown. Who could be recognised is entered by a protection officer;
    then all other rules hold for them, consent to the face among them (rule 1).

    Sources: UNHCR Ethical Communications Guidelines (informed consent of everybody who can be identified in a
    picture); Bond, "Putting the people in the pictures first"; GDPR article 4(1), a recognisable image is personal
    data.
    """
    return [refusal for picture in declaration.pictures for refusal in _of(picture, declaration.is_story)]


def _of(picture: PictureFacts, is_story: bool) -> Iterator[Refusal]:
    where = picture.position
    if picture.shown is None:
        yield Refusal("picture_unanswered", _("Say whether people are shown in this picture."), position=where)
    if picture.shown == PeopleShown.NONE and is_story and not picture.nobody_confirmed:
        message = _("In a story, a second person confirms that nobody is shown in a picture. Ask a colleague.")
        yield Refusal("nobody_unconfirmed", message, position=where)
    if picture.shown == PeopleShown.YES and not picture.people:
        message = _(
            "Somebody is shown in this picture. Ask a protection officer to enter who it is and on what ground, or "
            "take another picture."
        )
        yield Refusal("picture_without_subject", message, position=where)
    if picture.replaced:
        message = _(
            "This picture has another file since the people in it were entered. Ask a protection officer to look "
            "again who is shown."
        )
        yield Refusal("picture_replaced", message, position=where)
