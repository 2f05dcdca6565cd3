"""Documents on their ways into the library: cleaned, under a random name, found under a readable one."""

import re
from typing import Any

import pytest
import tell_tale_documents as documents
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tell_tale_documents import AUTHOR, WORD_SECRETS
from tell_tale_files import SECRETS, stored_files, telling
from wagtail.models import UploadedFile

from media.door.refusals import Refused
from media.models import DocumentFile

WORD = documents.archive(documents.word_entries())
BROKEN = {
    "nothing in it": ("a.pdf", b""),
    "HTML as PDF": ("a.pdf", b"<html>"),
    "a password": ("a.pdf", documents.locked_pdf(owner="a", user="b")),
    "an executable": ("a.exe", b"MZ"),
    "half a docx": ("a.docx", WORD[:900]),
}


def upload(cms: Client, name: str, content: bytes, title: str = "The yearly report") -> Any:
    data = {"title": title, "file": SimpleUploadedFile(name, content), "collection": "1", "tags": ""}
    return cms.post("/cms/documents/add/", data)


def upload_many(cms: Client, name: str, content: bytes, title: str = "A report") -> Any:
    data = {"files[]": SimpleUploadedFile(name, content), "title": title, "collection": "1"}
    return cms.post("/cms/documents/multiple/add/", data, headers={"X-Requested-With": "XMLHttpRequest"}).json()


@pytest.mark.parametrize("way", ["form", "many", "create", "bulk", "field"])
def test_no_byte_in_the_storage_tells_of_the_authors(cms: Client, way: str) -> None:
    file = ContentFile(documents.pdf(), "case-of-ahmad.pdf")
    if way == "form":
        assert upload(cms, "case-of-ahmad.pdf", documents.pdf()).status_code == 302
    elif way == "many":
        assert upload_many(cms, "case-of-ahmad.pdf", documents.pdf())["success"]
    elif way == "create":
        DocumentFile.objects.create(title="A", file=file)
    elif way == "bulk":
        DocumentFile.objects.bulk_create([DocumentFile(title="A", file=file)])
    else:
        DocumentFile(title="A").file.save("case-of-ahmad.pdf", file)
    [(name, content)] = stored_files().items()
    assert re.fullmatch(r"documents/[0-9a-f]{24}\.pdf", name)
    assert telling(content, (AUTHOR, *SECRETS)) == []
    document = DocumentFile.objects.get()
    assert document.file_size == len(content)
    assert len(document.file_hash) == 40
    assert document.cautions == ["attachments_removed", "comments"]


def test_a_script_cannot_store_what_is_no_document(db: None) -> None:
    with pytest.raises(Refused):
        DocumentFile.objects.create(title="None", file=ContentFile(b"<html>", "a.pdf"))
    assert stored_files() == {}


def test_a_document_is_had_under_its_title(cms: Client, client: Client) -> None:
    upload(cms, "case-of-ahmad.pdf", documents.pdf(), title="Rapport: été 2026")
    document = DocumentFile.objects.get()
    assert document.filename == "rapport-été-2026.pdf"
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    for name in ("case-of-ahmad.pdf", document.file.name.rpartition("/")[2]):
        assert client.get(f"/documents/{document.pk}/{name}").url == document.url


def test_a_title_without_letters_gives_a_name_too(db: None) -> None:
    document = DocumentFile(title="…", file="documents/0123.csv")
    assert document.filename == "document.csv"


@pytest.mark.parametrize("about", sorted(BROKEN))
def test_every_place_says_why_and_stores_nothing(cms: Client, about: str) -> None:
    name, content = BROKEN[about]
    response = upload(cms, name, content)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    answer = upload_many(cms, name, content)
    assert not answer["success"]
    assert len(answer["error_message"]) > 40
    prefix = "document-chooser-upload"
    data: dict[str, Any] = {f"{prefix}-title": "A", f"{prefix}-file": SimpleUploadedFile(name, content)}
    answer = cms.post("/cms/documents/chooser/create/", data | {f"{prefix}-collection": "1"}).json()
    assert answer["step"] == "reshow_creation_form"
    assert "error-message" in answer["htmlFragment"]
    assert not DocumentFile.objects.exists()
    assert not UploadedFile.objects.exists()
    assert stored_files() == {}


def test_the_chooser_cleans_too(cms: Client) -> None:
    prefix = "document-chooser-upload"
    file = SimpleUploadedFile("case-of-ahmad.docx", WORD)
    data: dict[str, Any] = {f"{prefix}-title": "A", f"{prefix}-file": file, f"{prefix}-collection": "1"}
    assert "is in the library now" in cms.post("/cms/documents/chooser/create/", data).json()["htmlFragment"]
    assert telling(next(iter(stored_files().values())), (*WORD_SECRETS, *SECRETS)) == []


def test_a_replaced_document_keeps_its_place_and_the_old_file_goes_when_that_is_certain(
    cms: Client, django_capture_on_commit_callbacks: Any
) -> None:
    upload(cms, "a.csv", b"a,b\n")
    document = DocumentFile.objects.get()
    data = {"title": "New", "file": SimpleUploadedFile("b.docx", WORD), "collection": "1", "tags": ""}
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        assert cms.post(f"/cms/documents/edit/{document.pk}/", data).status_code == 302
    assert len(stored_files()) == 2
    for delete in waiting:
        delete()
    [name] = stored_files()
    assert name.endswith(".docx")
    assert DocumentFile.objects.get().filename == "new.docx"


def test_a_hostile_file_does_not_replace_a_document(cms: Client) -> None:
    upload(cms, "a.csv", b"a,b\n")
    before = stored_files()
    document = DocumentFile.objects.get()
    data = {"title": "New", "file": SimpleUploadedFile("b.pdf", b"<html>"), "collection": "1", "tags": ""}
    response = cms.post(f"/cms/documents/edit/{document.pk}/", data)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert stored_files() == before


def test_the_editor_is_told_what_could_not_be_taken_out(cms: Client) -> None:
    answer = upload_many(cms, "a.docx", WORD)
    assert "readers can see what was deleted" in answer["form"]
    page = cms.get(f"/cms/documents/edit/{DocumentFile.objects.get().pk}/")
    assert "readers can see what was cut off" in page.content.decode()


def test_the_same_document_is_recognised(cms: Client) -> None:
    upload(cms, "a.docx", WORD, title="The first")
    assert "The same file is in the library as “The first”." in upload_many(cms, "b.docx", WORD)["form"]
    assert "The same file" not in upload_many(cms, "c.csv", b"a,b\n")["form"]


def test_an_upload_that_waits_for_the_rest_of_its_form_is_clean_too(cms: Client) -> None:
    answer = upload_many(cms, "case-of-ahmad.pdf", documents.pdf(), title="x" * 300)
    assert UploadedFile.objects.filter(pk=answer["uploaded_file_id"]).exists()
    [(name, content)] = stored_files().items()
    assert "ahmad" not in name
    assert telling(content, (AUTHOR, *SECRETS)) == []


def test_unused_documents_can_be_listed(cms: Client) -> None:
    upload(cms, "a.csv", b"a,b\n")
    response = cms.get("/cms/documents/?usage_count_min=0&usage_count_max=0")
    assert list(response.context["documents"]) == [DocumentFile.objects.get()]
