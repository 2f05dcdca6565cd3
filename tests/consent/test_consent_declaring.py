"""What the rules are told comes from the records, in a fixed number of queries."""

from uuid import uuid4

from consent_factory import PDF, day, make_contributor, make_draft, make_record, make_subject
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from consent.calendar import end_of
from consent.declaring import declare, subjects_of
from consent.models import (
    AbsenceOverride,
    CommonWordAnswer,
    ConsentRecord,
    Contributor,
    FinalTextApproval,
    HealthWord,
    NotHealthAnswer,
    StoryApproval,
)
from consent.models.forms import add_form
from consent.not_health import digest_of
from consent.rules import check, clearance_until
from consent.vocabulary import RecordStatus

TEXTS = (("title", "A workshop"), ("body", "Mara opened it."))


def test_a_story_is_declared_from_the_records(record: ConsentRecord, officer: User, editor: User) -> None:
    key = uuid4()
    add_form(record, PDF)
    subject = make_subject(key, record.contributor)
    make_subject(uuid4(), make_contributor(publication_name="Zoe"))
    declaration = declare(key, "en", TEXTS, pseudonym_notice=True, owner_id=officer.pk)
    assert {refusal.code for refusal in check(declaration)} == {"approval_missing", "final_text_not_shown"}
    FinalTextApproval.objects.create(subject=subject, language_code="en", text_hash="an earlier one")
    FinalTextApproval.objects.create(subject=subject, language_code="en", text_hash=declaration.text_hash)
    FinalTextApproval.objects.create(subject=subject, language_code="fr", text_hash="of the French")
    StoryApproval.objects.create(
        translation_key=key, language_code="en", text_hash=declaration.text_hash, approved_by=editor
    )
    approved = declare(key, "en", TEXTS, pseudonym_notice=True, owner_id=officer.pk)
    assert check(approved) == []
    assert clearance_until(approved) == end_of(record.valid_until)
    changed = declare(key, "en", (("title", "Another"),), pseudonym_notice=True, owner_id=officer.pk)
    assert {refusal.code for refusal in check(changed)} == {"approval_missing", "final_text_changed"}


def test_answers_count_for_their_story_and_language_and_names_only_from_officers(
    record: ConsentRecord, officer: User, editor: User
) -> None:
    key, person = uuid4(), record.contributor
    make_subject(key, person)
    HealthWord.objects.get_or_create(language_code="en", word="ill")
    texts = (("title", "The ill of the town. She is ill."), ("body", "Le malade.\nThe ill  of the town."))
    for language, word, sentence in (("en", "ill", "The ill of the town."), ("fr", "malade", "Le malade.")):
        NotHealthAnswer.objects.create(
            translation_key=key,
            language_code=language,
            word=word,
            sentences=[digest_of(key, language, word, sentence)],
            answered_by=editor,
        )
    for user, word in ((editor, "ezbrin"), (officer, "qwolda")):
        CommonWordAnswer.objects.create(
            contributor=person, spelling=word, translation_key=key, language_code="en", answered_by=user
        )
    declaration = declare(key, "en", texts)
    assert declaration.not_health == {("ill", "The ill of the town.")}
    assert declare(uuid4(), "en", texts).not_health == set()
    assert declaration.subjects[0].common_words == {"qwolda"}
    assert "ill" in declaration.health_words


def test_overrides_count_only_from_officers(record: ConsentRecord, officer: User, editor: User) -> None:
    key, person = uuid4(), record.contributor
    make_subject(key, person)
    fields = {"procedure_override_reason": "urgent", "procedure_override_until": day(9)}
    for user, expected in ((editor, False), (officer, True)):
        Contributor.objects.filter(pk=person.pk).update(**fields, procedure_override_by=user)
        AbsenceOverride.objects.create(translation_key=key, reason="away", decided_by=user, until=day(3))
        declaration = declare(key, "en", TEXTS)
        override = declaration.subjects[0].procedure_override
        assert override is not None
        assert override.holds_on(day(0)) is expected
        assert (declaration.absence is not None) is expected


def test_the_last_word_of_a_person_counts(record: ConsentRecord) -> None:
    def status() -> str:
        [subject] = subjects_of(key, "en")
        assert subject.consent is not None
        return subject.consent.status

    key = uuid4()
    make_subject(key, record.contributor)
    draft = make_draft(record.contributor, given_on=day(-1))
    assert status() == RecordStatus.VALID
    draft.supersede()
    draft.withdraw()
    assert status() == RecordStatus.WITHDRAWN


def test_declaring_takes_the_same_queries_for_many_people(record: ConsentRecord) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            declare(key, "en", TEXTS)
        return len(captured)

    key = uuid4()
    make_subject(key, record.contributor)
    few = queries()
    for _number in range(4):
        make_subject(key, make_record(make_contributor()).contributor)
    assert queries() == few


def test_a_pseudonym_is_nobody_else_s_name(record: ConsentRecord) -> None:
    key = uuid4()
    make_subject(key, record.contributor)
    make_contributor(publication_name="Zoe", true_names=["MÁRA"])
    assert "pseudonym_taken" in {refusal.code for refusal in check(declare(key, "en", TEXTS))}


def test_the_lists_of_health_words_are_there_from_the_start(db: None) -> None:
    assert set(HealthWord.objects.values_list("language_code", flat=True)) == {"en", "fr", "ar"}
