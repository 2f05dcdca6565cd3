"""Rule 10: somebody says of each recording whether anybody can be recognised, and it has its words in writing."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from consent.rules.facts import Declaration, RecordingFacts, Refusal
from consent.vocabulary import PeopleShown


def recordings(declaration: Declaration) -> list[Refusal]:
    """Return which recordings of a page nobody has listened to closely enough, and which lack their words.

    As with pictures (rule 9): without an answer a recording is published nowhere; in a story a second person confirms
    that nobody can be recognised; who can be is entered by a protection officer, and then all other rules hold for
    them, consent to the voice, and in a film to the face, among them (rule 1). A film that lies elsewhere counts alike.

    Sources: GDPR article 4(1), a recognisable voice is personal data (EDPB Guidelines 02/2021 on virtual voice
    assistants); UNHCR Ethical Communications Guidelines (informed consent of everybody who can be identified); WCAG
    2.2, 1.2.1 to 1.2.3, for transcript and captions.
    """
    return [refusal for recording in declaration.recordings for refusal in _of(recording, declaration.is_story)]


def _of(recording: RecordingFacts, is_story: bool) -> Iterator[Refusal]:
    where = recording.position
    if recording.shown is None:
        message = _("Say whether anybody can be recognised in this recording, by voice or face.")
        yield Refusal("recording_unanswered", message, position=where)
    if recording.shown == PeopleShown.NONE and is_story and not recording.nobody_confirmed:
        message = _(
            "In a story, a second person confirms that nobody is heard or seen in a recording. Ask a colleague."
        )
        yield Refusal("recording_unconfirmed", message, position=where)
    if recording.shown == PeopleShown.YES and not recording.people:
        message = _(
            "Somebody can be recognised in this recording. Ask a protection officer to enter who it is and on what "
            "ground, or take the recording out."
        )
        yield Refusal("recording_without_subject", message, position=where)
    if recording.replaced:
        message = _(
            "This recording has another file since the people in it were entered. Ask a protection officer to check "
            "again who is heard or seen."
        )
        yield Refusal("recording_replaced", message, position=where)
    if recording.lacks_words:
        message = _(
            "The transcript of this recording, or the captions of the film, are missing. Write them in the library."
        )
        yield Refusal("recording_without_words", message, position=where)
