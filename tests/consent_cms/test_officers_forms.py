"""The forms on which consent was given: added, opened, and never exchanged."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from officer_cases import PDF, at, form_of, make_consent, permit

from accounts.models import User
from consent.models import ConsentRecord, Contributor, ProtectionEvent, RecordIsFinal
from consent.models.forms import LARGEST_FORM, add_form
from consent.vocabulary import Verb


def upload() -> dict[str, SimpleUploadedFile]:
    """Return what a browser sends."""
    return {"file": SimpleUploadedFile("a.pdf", PDF)}


def test_a_form_is_handed_out_to_be_kept_by_nobody(officer: Client, record: ConsentRecord) -> None:
    response = officer.get(at("form", form_of(record).pk))
    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]


def test_an_upload_never_touches_the_disk_unencrypted(
    officer: Client, person: Contributor, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    # Whatever the rest of the CMS keeps in memory.
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", refuse)
    record = make_consent(person)
    large = PDF + b"x" * 4_000_000
    officer.post(at("form_add", record.pk), {"file": SimpleUploadedFile("a.pdf", large)})
    assert record.forms.get().content() == large


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html>", "PDF, JPEG or PNG"),
        (PDF + b"x" * LARGEST_FORM, "larger than 20 megabytes"),
        (None, "Choose the file first"),
    ],
)
def test_a_file_that_is_no_form_is_refused(
    officer: Client, person: Contributor, content: bytes | None, message: str
) -> None:
    record = make_consent(person)
    files = {} if content is None else {"file": SimpleUploadedFile("a.pdf", content)}
    assert message in officer.post(at("form_add", record.pk), files).content.decode()
    assert record.forms.count() == 0


def test_a_forged_upload_is_refused(officer_user: User, person: Contributor) -> None:
    record = make_consent(person)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer_user)
    answer = browser.post(at("form_add", record.pk), {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert answer.status_code == 403
    assert record.forms.count() == 0
    browser.get(at("record", record.pk))
    token = browser.cookies["csrftoken"].value
    form = {"file": SimpleUploadedFile("a.pdf", PDF), "csrfmiddlewaretoken": token}
    assert browser.post(at("form_add", record.pk), form).status_code == 302
    assert record.forms.count() == 1


@pytest.fixture
def without_form(person: Contributor) -> ConsentRecord:
    """A consent that holds, of which the paper is not scanned yet."""
    record = make_consent(person)
    permit(record)
    record.supersede()
    return record


def test_the_missing_form_of_a_consent_that_holds_is_added_once(
    officer: Client, officer_user: User, without_form: ConsentRecord
) -> None:
    screen, add = at("record", without_form.pk), at("form_add", without_form.pk)
    assert "You can still add it, once" in officer.get(screen).content.decode()
    assert officer.post(add, upload()).status_code == 302
    event = ProtectionEvent.objects.get(verb=Verb.FORM_ADDED)
    assert (event.identifier, event.actor_id) == (str(without_form.pk), officer_user.pk)
    assert officer.post(add, upload()).status_code == 409
    assert without_form.forms.count() == 1
    assert add not in officer.get(screen).content.decode()


def test_a_form_of_a_consent_that_holds_does_not_go(without_form: ConsentRecord) -> None:
    form = add_form(without_form, PDF)
    with pytest.raises(RecordIsFinal):
        form.delete()
    with pytest.raises(RecordIsFinal):
        add_form(without_form, PDF)
    assert without_form.forms.get() == form


def test_a_consent_that_is_over_takes_no_form(officer: Client, without_form: ConsentRecord) -> None:
    without_form.withdraw()
    assert officer.post(at("form_add", without_form.pk), upload()).status_code == 409
    assert "No form was added." in officer.get(at("record", without_form.pk)).content.decode()


def test_before_a_consent_is_made_valid_the_screen_says_the_same(officer: Client, person: Contributor) -> None:
    content = officer.get(at("make_valid", make_consent(person).pk)).content.decode()
    assert "You can add the missing one later, once." in content
