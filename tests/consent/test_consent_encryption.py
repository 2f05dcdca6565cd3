"""What identifies people lies encrypted wherever it lies, and keys can be exchanged."""

import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from consent_factory import PDF, day, make_contributor, make_draft, make_record
from cryptography.fernet import Fernet
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from accounts.encryption import CannotDecrypt, decrypt, encrypt
from consent.fields import EncryptedJSONField, EncryptedTextField
from consent.models import AbsenceOverride, CommonWordAnswer, ConsentForm, ConsentRecord, Contributor, ProtectionEvent
from consent.models.forms import add_form
from consent.private_files import EncryptedStorage
from consent.rotation import encrypted_fields
from login_people import code_for, protect

NEW, OLD = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SECRETS = ["Ezbrin", "Qwolda", "إزبرين", "555 01 99", "Wexler"]


def raw(table: str) -> list[tuple[Any, ...]]:
    """Return what the database itself holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return list(cursor.fetchall())


@given(st.binary())
def test_what_is_encrypted_comes_back(data: bytes) -> None:
    token = encrypt(data)
    assert decrypt(token) == data
    assert len(data) < 4 or data not in token


@given(st.text(), st.lists(st.text()))
def test_fields_give_back_what_was_stored(text: str, texts: list[str]) -> None:
    for field, value in ((EncryptedTextField(), text), (EncryptedJSONField(), texts)):
        stored = field.get_prep_value(value)
        assert field.from_db_value(stored) == value
        assert bool(stored) == bool(value)


def test_a_foreign_or_changed_value_is_refused_without_repeating_it(settings: Any) -> None:
    token = encrypt(b"Ezbrin Qwolda")
    for broken in (token[:-4] + b"AAA=", b"Ezbrin Qwolda", Fernet(NEW).encrypt(b"Ezbrin Qwolda")):
        with pytest.raises(CannotDecrypt, match="cannot be read") as caught:
            decrypt(broken)
        assert broken.decode() not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


def test_records_come_back_from_the_database(contributor: Contributor) -> None:
    found = Contributor.objects.get(pk=contributor.pk)
    assert found.true_names == ["Ezbrin Qwolda", "إزبرين"]
    assert found.contact == "+32 2 555 01 99"


def test_the_database_holds_no_name(record: ConsentRecord) -> None:
    shown = f"{raw('consent_contributor')} {raw('consent_consentrecord')}"
    assert "Mara" in shown
    assert [secret for secret in SECRETS if secret in shown] == []


def test_no_table_and_no_page_of_the_database_holds_a_name(record: ConsentRecord) -> None:
    content = " ".join(str(raw(table)) for table in connection.introspection.table_names())
    if connection.vendor == "sqlite":
        # What was written over may still lie in the file.
        content += connection.connection.serialize().decode(errors="replace")
    assert "Mara" in content
    assert [secret for secret in SECRETS if secret in content] == []


def test_the_same_name_is_another_ciphertext_each_time() -> None:
    assert EncryptedTextField().get_prep_value("Qwolda") != EncryptedTextField().get_prep_value("Qwolda")


def test_nothing_stays_nothing(db: None) -> None:
    person = make_contributor(true_names=[], contact="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT true_names, contact FROM consent_contributor")
        assert cursor.fetchall() == [("", "")]
    assert Contributor.objects.get(pk=person.pk).true_names == []


@pytest.mark.parametrize("lookup", ["contact", "contact__icontains", "contact__in", "true_names__startswith"])
def test_no_search_in_an_encrypted_column(db: None, lookup: str) -> None:
    with pytest.raises(FieldError) as caught:
        Contributor.objects.filter(**{lookup: ["Qwolda"]}).exists()
    assert "Qwolda" not in str(caught.value)


def test_neither_names_nor_contacts_in_what_programs_show_of_objects(record: ConsentRecord, officer: Any) -> None:
    form = add_form(record, PDF)
    word = CommonWordAnswer(contributor=record.contributor, spelling="Qwolda", translation_key=record.pk)
    absence = AbsenceOverride(translation_key=record.pk, reason="Qwolda is ill", decided_by=officer, until=day(3))
    shown = " ".join(
        f"{each} {each!r}" for each in [record, record.contributor, form, word, absence, *record.scopes.all()]
    )
    assert [secret for secret in [*SECRETS, "Mara"] if secret in shown] == []


def test_a_dump_stays_encrypted_and_can_be_read_back(contributor: Contributor) -> None:
    dump = serializers.serialize("json", Contributor.objects.all())
    assert [secret for secret in SECRETS if secret in dump or secret in json.dumps(json.loads(dump))] == []
    Contributor.objects.all().delete()
    for each in serializers.deserialize("json", dump):
        each.save()
    assert Contributor.objects.get().true_names == ["Ezbrin Qwolda", "إزبرين"]


def test_a_dump_of_another_server_is_refused_in_words(contributor: Contributor, settings: Any) -> None:
    value = f"encrypted:{Fernet(OLD).encrypt(b'Qwolda').decode()}"
    with pytest.raises(ValidationError, match="cannot be read"):
        EncryptedTextField().to_python(value)


def test_spellings_are_written_one_a_line() -> None:
    field = EncryptedJSONField(blank=True).formfield()
    assert field.clean(" Ezbrin Qwolda \n\nإزبرين") == ["Ezbrin Qwolda", "إزبرين"]
    assert field.prepare_value(["a", "b"]) == "a\nb"
    assert not field.has_changed(["a"], "a\n")
    assert field.has_changed(["a"], "b")


def test_a_list_of_anything_but_texts_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        EncryptedJSONField().clean([17], None)
    assert "17" not in str(caught.value)


def test_a_form_lies_encrypted_under_a_random_name_for_its_owner_alone(record: ConsentRecord, tmp_path: Path) -> None:
    form = add_form(record, PDF)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.parent for path in files] == [tmp_path / "private" / "consent-forms"]
    assert b"invented" not in files[0].read_bytes()
    assert files[0].stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700
    assert str(record.pk) not in files[0].name
    assert ConsentForm.objects.get(pk=form.pk).content() == PDF
    with pytest.raises(ValueError, match="no address"):
        str(form.file.url)


def test_a_form_that_was_exchanged_is_noticed(record: ConsentRecord, tmp_path: Path) -> None:
    form = add_form(record, PDF)
    Path(form.file.path).write_bytes(encrypt(b"%PDF-another"))
    with pytest.raises(ValueError, match="not the file that was added"):
        form.content()


def test_only_forms_are_taken_as_forms(record: ConsentRecord) -> None:
    with pytest.raises(ValidationError):
        add_form(record, b"<html>")
    with pytest.raises(ValidationError):
        add_form(record, PDF + b" " * 20 * 1024 * 1024)
    assert not ConsentForm.objects.exists()


def test_a_deleted_form_takes_its_file_along(
    contributor: Contributor, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    form = add_form(make_draft(contributor), PDF)
    with django_capture_on_commit_callbacks(execute=True):
        form.delete()
    assert list(EncryptedStorage().names()) == []


def test_rotation_encrypts_everything_with_the_first_key(
    settings: Any, db: None, officer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CONSENT_ENCRYPTION_KEYS = [OLD]
    record = make_record(make_contributor())
    form = add_form(record, PDF)
    nora = protect(officer)
    settings.CONSENT_ENCRYPTION_KEYS = [NEW, OLD]
    output = io.StringIO()
    with caplog.at_level(logging.DEBUG):
        call_command("rotate_consent_keys", stdout=output)
    assert "5 values and 1 files" in output.getvalue()
    assert ProtectionEvent.objects.filter(verb="keys_rotated").count() == 1

    settings.CONSENT_ENCRYPTION_KEYS = [NEW]
    assert Contributor.objects.get().true_names == ["Ezbrin Qwolda", "إزبرين"]
    assert ConsentRecord.objects.get().witness == "Witness Wexler"
    assert ConsentForm.objects.get(pk=form.pk).content() == PDF
    app, codes = Authenticator.objects.order_by("-type")
    assert app.wrap().validate_code(code_for(nora.secret))
    assert codes.wrap().get_unused_codes() == nora.recovery_codes

    call_command("rotate_consent_keys", stdout=output)
    assert "0 values and 0 files" in output.getvalue()
    assert [secret for secret in SECRETS if secret in output.getvalue()] == []


def test_rotation_can_be_interrupted_and_taken_up_again(
    settings: Any, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CONSENT_ENCRYPTION_KEYS = [OLD]
    for _number in range(3):
        make_contributor()
    settings.CONSENT_ENCRYPTION_KEYS = [NEW, OLD]
    from consent import rotation

    calls = iter(range(100))
    rotated = rotation.rotated

    def fail_at_the_fourth(token: bytes) -> bytes | None:
        if next(calls) == 3:
            raise KeyboardInterrupt
        return rotated(token)

    monkeypatch.setattr(rotation, "rotated", fail_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate_all()
    monkeypatch.undo()
    settings.CONSENT_ENCRYPTION_KEYS = [NEW, OLD]
    assert rotation.rotate_all() == (3, 0)
    settings.CONSENT_ENCRYPTION_KEYS = [NEW]
    assert {person.contact for person in Contributor.objects.all()} == {"+32 2 555 01 99"}


def test_rotation_says_when_a_key_is_missing(settings: Any, contributor: Contributor) -> None:
    settings.CONSENT_ENCRYPTION_KEYS = [NEW]
    with pytest.raises(CommandError, match="CONSENT_ENCRYPTION_KEYS lacks the key"):
        call_command("rotate_consent_keys")


def test_rotation_knows_every_encrypted_field() -> None:
    found = {f"{field.model.__name__}.{field.name}" for field in encrypted_fields()}
    assert {"Contributor.true_names", "ConsentRecord.guardian", "CommonWordAnswer.spelling"} <= found
    assert all(isinstance(field, models.TextField) for field in encrypted_fields())


def test_a_list_without_secrets_decrypts_nothing(contributor: Contributor, settings: Any) -> None:
    settings.CONSENT_ENCRYPTION_KEYS = [NEW]
    assert Contributor.objects.without_secrets().get().publication_name == "Mara"
    with pytest.raises(CannotDecrypt):
        Contributor.objects.get()


def test_drafts_without_a_value_are_stored(contributor: Contributor) -> None:
    assert ConsentRecord.objects.get(pk=make_draft(contributor, witness="").pk).witness == ""
