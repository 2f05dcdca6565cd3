"""What an editor is told after adding a file: that it was there already, and what the door could not take out."""

from typing import Any

import pytest
import tell_tale_documents as documents
from chequered import ANSWERS
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tell_tale_files import drawing, encoded, photo, stored_files
from wagtail.models import Collection, GroupCollectionPermission

from media.models import DocumentFile, Picture
from story_factory import colleague

CHOOSER = "/cms/documents/chooser/create/"
TWIN = "The same picture was in the library already"
COMMENTS = "Comments: readers can see them."


def add_picture(cms: Client, content: bytes, title: str) -> str:
    """Add a picture in the form for one, and return what is said after it."""
    sent = {"title": title, "file": SimpleUploadedFile("a.jpg", content), "collection": "1", "tags": "", **ANSWERS}
    return str(cms.post("/cms/images/add/", sent, follow=True).content.decode())


def add_document(cms: Client, content: bytes, name: str = "report.pdf") -> str:
    """Add a document in the form for one, and return what is said after it."""
    sent = {"title": "A report", "file": SimpleUploadedFile(name, content), "collection": "1", "tags": ""}
    return str(cms.post("/cms/documents/add/", sent, follow=True).content.decode())


def upload_in_chooser(cms: Client, content: bytes, name: str = "report.pdf") -> Any:
    prefix = "document-chooser-upload"
    file = SimpleUploadedFile(name, content)
    sent = {f"{prefix}-title": "A report", f"{prefix}-file": file, f"{prefix}-collection": "1"}
    return cms.post(CHOOSER, sent).json()


def test_a_picture_that_was_there_already_is_said_with_the_way_to_it(cms: Client) -> None:
    assert TWIN not in add_picture(cms, encoded(drawing(), "JPEG", quality=95), "First")
    assert TWIN not in add_picture(cms, encoded(drawing().rotate(180), "JPEG"), "Another")
    # The same photo, with all that cameras write into it.
    said = add_picture(cms, photo("JPEG"), "Second")
    first, second = Picture.objects.get(title="First"), Picture.objects.get(title="Second")
    assert f"{TWIN}, as “First”." in said
    assert f'href="/cms/images/{first.pk}/"' in said
    assert f'href="/cms/images/{second.pk}/delete/"' in said


def test_what_is_left_in_a_document_is_said_after_it_was_added(cms: Client) -> None:
    assert COMMENTS in add_document(cms, documents.pdf())
    assert COMMENTS not in add_document(cms, b"Plain words", "a.txt")
    assert "The same file is in the library as “A report”" in add_document(cms, b"Plain words", "a.txt")


def test_the_chooser_asks_once_more_before_such_a_document_is_used(cms: Client) -> None:
    answer = upload_in_chooser(cms, documents.pdf())
    assert answer["step"] == "reshow_creation_form"
    assert COMMENTS in answer["htmlFragment"]
    assert "data-chooser-modal-creation-form" in answer["htmlFragment"]
    [document] = DocumentFile.objects.all()
    answer = cms.post(CHOOSER, {"use_document": document.pk}).json()
    assert (answer["step"], answer["result"]["id"]) == ("chosen", str(document.pk))
    assert len(stored_files()) == 1


def test_the_chooser_takes_a_document_of_which_nothing_is_to_be_said(cms: Client) -> None:
    answer = upload_in_chooser(cms, b"Plain words", "a.txt")
    assert (answer["step"], answer["result"]["title"]) == ("chosen", "A report")


@pytest.mark.parametrize("sent", ["999", "x", ""])
def test_a_document_that_is_not_there_cannot_be_used(cms: Client, sent: str) -> None:
    assert cms.post(CHOOSER, {"use_document": sent}).status_code == 404


def test_only_who_may_choose_a_document_gets_it(cms: Client) -> None:
    add_document(cms, b"Plain words", "a.txt")
    own = Collection.get_first_root_node().add_child(name="Her own")
    group = Group.objects.create(name="Adds to a collection of their own")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_document", "choose_document"):
        permission = Permission.objects.get(content_type__app_label="wagtaildocs", codename=codename)
        GroupCollectionPermission.objects.create(group=group, collection=own, permission=permission)
    editor = colleague("Edda")
    editor.groups.add(group)
    browser = Client()
    browser.force_login(editor)
    document = DocumentFile.objects.get()
    assert browser.post(CHOOSER, {"use_document": document.pk}).status_code == 404
    DocumentFile.objects.update(collection=own)
    assert browser.post(CHOOSER, {"use_document": document.pk}).json()["step"] == "chosen"


def test_an_old_link_leads_to_the_document_under_its_new_title(cms: Client) -> None:
    add_document(cms, b"Plain words", "a.txt")
    document = DocumentFile.objects.get()
    old = document.url
    DocumentFile.objects.update(title="A better title")
    response = cms.get(old)
    assert (response.status_code, response.url) == (302, DocumentFile.objects.get().url)
    assert response["Cache-Control"] == "private, no-store"
    # Nobody learns the title of a document that no page offers.
    assert Client().get(old).status_code == 404
