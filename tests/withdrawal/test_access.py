"""What is handed out to a person is all of it, and only officers make it."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone
from own_cases import at, give_link
from PIL import Image

from accounts.models import User
from consent.fields import EncryptedJSONField
from consent.models import CommonWordAnswer, Contributor, ProtectionEvent, StorySubject
from consent.models.forms import ConsentForm, add_form
from consent.models.records import ConsentRecord
from consent.rotation import encrypted_fields
from consent.vocabulary import Method
from media.models import Picture
from media.people.models import PictureSubject
from stories.models import StoryPage
from withdrawal.codes import make_code
from withdrawal.models import ChangeWish, HeldPicture, WithdrawalRequest
from withdrawal.withdrawing import withdraw

PDF = b"%PDF-1.7 an invented form"
# Not about the person: who of the team was away, and the server's own secret.
NOT_ABOUT_THEM = {"consent.AbsenceOverride.reason", "withdrawal.CodeKey.key"}


def name_of(field: models.Field) -> str:
    """Return how a field is called in these tests, which is also the value that it holds."""
    return f"{field.model._meta.label}.{field.name}"


@pytest.fixture(autouse=True)
def _own_private_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def known(story: StoryPage, contributor: Contributor, officer: User, picture: Picture) -> Contributor:
    """The main person, of whom there is a row of every kind, each encrypted field holding its own name."""

    def filled(model: type[models.Model], **values: Any) -> Any:
        for field in encrypted_fields():
            if field.model is model:
                value: Any = name_of(field)
                values[field.name] = [value] if isinstance(field, EncryptedJSONField) else value
        return model(**values)

    record = filled(
        ConsentRecord,
        contributor=contributor,
        method=Method.SIGNED,
        form_language="en",
        given_on=timezone.localdate(),
        told_of_right_to_withdraw=True,
    )
    record.save()
    add_form(record, PDF)
    record.supersede(officer)
    values = filled(Contributor)
    contributor.true_names, contributor.contact = values.true_names, values.contact
    contributor.procedure_override_reason = values.procedure_override_reason
    contributor.save()
    link, _address = give_link(story, officer)
    filled(ChangeWish, link=link).save()
    filled(CommonWordAnswer, contributor=contributor, translation_key=story.translation_key, language_code="en").save()
    day = timezone.localdate()
    filled(
        WithdrawalRequest, wish="see", language_code="en", contributor_id=contributor.pk, answer_by=day, due_on=day
    ).save()
    PictureSubject.objects.create(picture=picture, contributor=contributor)
    make_code(contributor.pk, officer)
    withdraw(contributor.pk, officer)
    HeldPicture.objects.update(before="withdrawal.HeldPicture.before")
    PictureSubject.objects.create(picture=picture, contributor=contributor)
    return contributor


def made(browser: Client, person: Contributor, language: str = "en") -> zipfile.ZipFile:
    """Make the file."""
    response = browser.post(at("access", person.pk), {"language": language})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert "no-store" in response["Cache-Control"]
    assert person.reference in response["Content-Disposition"]
    assert response.streaming
    return zipfile.ZipFile(BytesIO(b"".join(response)))  # type: ignore[arg-type]


def test_every_encrypted_field_is_in_it(officer_browser: Client, known: Contributor) -> None:
    archive = made(officer_browser, known)
    assert archive.testzip() is None
    expected = {name_of(field) for field in encrypted_fields()} - NOT_ABOUT_THEM
    assert len(expected) > 15
    for name in ("index.html", "data.json"):
        text = archive.read(name).decode()
        assert {each for each in expected if each not in text} == set(), name


def test_the_rest_is_in_it_too(officer_browser: Client, known: Contributor, story: StoryPage) -> None:
    archive = made(officer_browser, known)
    content = json.loads(archive.read("data.json"))
    assert len(content["consent.consentrecord"]) == 2
    assert len(content["consent.consentscope"]) == 18
    assert content["consent.contributor"][0]["publication_name"] == "Mara"
    for kind in ("consent.storysubject", "media.picturesubject", "withdrawal.heldpicture", "withdrawal.withdrawal"):
        assert len(content[kind]) == 1, kind
    assert "bakes" in str(content["stories"])
    assert {"withdrawal_made", "access_exported", "contributor_opened"} <= {row["verb"] for row in content["log"]}
    assert archive.read("forms/form-1.pdf") == PDF
    drawing, held = (archive.read(name) for name in sorted(archive.namelist()) if name.startswith("pictures/"))
    assert drawing != held
    for content in (drawing, held):
        with Image.open(BytesIO(content)) as image:
            image.verify()


def test_nothing_of_others_is_in_it(officer_browser: Client, known: Contributor) -> None:
    other = StorySubject.objects.exclude(contributor=known).select_related("contributor").first()
    assert other is not None
    assert other.contributor is not None
    other.contributor.contact = "somebody else's number"
    other.contributor.save()
    archive = made(officer_browser, known)
    text = archive.read("index.html").decode() + archive.read("data.json").decode()
    assert "somebody else's" not in text
    assert "Another story" not in text


def test_the_page_is_in_the_persons_language(officer_browser: Client, known: Contributor) -> None:
    assert '<html lang="ar" dir="rtl">' in made(officer_browser, known, "ar").read("index.html").decode()


def test_each_making_is_logged(officer_browser: Client, officer: User, known: Contributor) -> None:
    officer_browser.get(at("access", known.pk))
    assert not ProtectionEvent.objects.filter(verb="access_exported").exists()
    made(officer_browser, known)
    event = ProtectionEvent.objects.get(verb="access_exported")
    assert (event.identifier, event.actor_id) == (str(known.pk), officer.pk)


def test_nothing_is_written_to_a_disk(
    officer_browser: Client, known: Contributor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setattr("tempfile.NamedTemporaryFile", None)
    monkeypatch.setattr("tempfile.mkstemp", None)
    made(officer_browser, known)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_form_that_cannot_be_read_is_named_and_the_rest_is_there(officer_browser: Client, known: Contributor) -> None:
    form = ConsentForm.objects.get()
    Path(form.file.path).write_bytes(b"nonsense")
    names = made(officer_browser, known).namelist()
    assert "forms/form-1.pdf.missing.txt" in names
    assert "pictures/picture-2.webp" in names


def test_what_cannot_be_decrypted_is_said(officer_browser: Client, known: Contributor, settings: Any) -> None:
    from cryptography.fernet import Fernet

    settings.CONSENT_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    response = officer_browser.post(at("access", known.pk), {"language": "en"})
    assert response.status_code == 200
    assert "cannot be read" in response.text


def test_files_are_named_by_nobody(officer_browser: Client, known: Contributor) -> None:
    for name in made(officer_browser, known).namelist():
        assert "Mara" not in name
