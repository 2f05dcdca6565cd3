"""The protection officers' screens about the people in pictures and recordings."""

from abc import ABC, abstractmethod
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.images.permissions import permission_policy
from wagtail.models import Page

from consent.cms.guard import ConfirmView, OfficerView, Trail
from consent.vocabulary import PeopleShown
from media.ladder import ladder
from media.models import Picture
from media.people.appearing import pages_showing
from media.people.forms import PersonForm, PictureSubjectForm
from media.people.lights import lights_of
from media.people.models import MediumWithPeople, PersonInMedium, PictureSubject

ABOUT_PEOPLE = Q(people_shown=PeopleShown.YES) | Q(entered__gt=0)
MANY = _("People in pictures")


def with_people(model: type[MediumWithPeople]) -> "QuerySet[Any]":
    """Return the pictures or recordings in which somebody can be recognised, those first in which nobody is entered."""
    found = model._default_manager.annotate(entered=Count("subjects")).filter(ABOUT_PEOPLE)
    return found.order_by("entered", "title")


class PictureList(OfficerView):
    """All pictures in which somebody can be recognised."""

    template_name = "media/people/pictures.html"
    page_title = MANY
    header_icon = "image"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the pictures."""
        pictures = with_people(Picture).prefetch_related("renditions")
        return self.show(rows=[(picture, ladder(picture)) for picture in pictures])


class MediumView(OfficerView):
    """A screen about one medium: a picture, unless a derived screen names another kind."""

    header_icon = "image"
    medium_model: type[MediumWithPeople] = Picture
    list_screen: tuple[str, str | Promise] = ("pictures_with_people", MANY)
    medium_screen = "picture_people"
    medium: Any

    def load(self) -> None:
        """Fetch the medium. Raises Http404."""
        self.medium = get_object_or_404(self.medium_model, pk=self.kwargs["medium_id"])

    def get_trail(self) -> Trail:
        """Return the list and the medium above."""
        name, label = self.list_screen
        return [(reverse(name), label), (self.medium_url, self.medium.title)]

    @property
    def medium_url(self) -> str:
        """The address of the medium's own screen."""
        return reverse(self.medium_screen, args=[self.medium.pk])


class PeopleOfMedium(MediumView, ABC):
    """The people in one medium."""

    # The screens that add, change and take out a person.
    person_screens = ("picture_person_add", "picture_person", "picture_person_remove")

    def get_trail(self) -> Trail:
        """Return the list above."""
        return super().get_trail()[:1]

    def get(self, request: HttpRequest, medium_id: int) -> HttpResponse:
        """Show them, with the pages that show the medium."""
        self.load()
        people = lights_of(self.medium)
        pages = Page.objects.filter(translation_key__in=self.pages(), alias_of__isnull=True)
        return self.show(
            medium=self.medium,
            people=people,
            screens=dict(zip(("add", "change", "remove"), self.person_screens, strict=True)),
            replaced=any(subject.seen_file != self.medium.what_is_shown for subject, _light in people),
            pages=pages.order_by("path"),
            **self.more(),
        )

    @abstractmethod
    def pages(self) -> set[UUID]:
        """Return the translation keys of the pages that show the medium."""

    @abstractmethod
    def more(self) -> dict[str, Any]:
        """Return what else the template shows."""


class PicturePeople(PeopleOfMedium):
    """The people in one picture."""

    template_name = "media/people/picture.html"
    page_title = _("People in this picture")

    def pages(self) -> set[UUID]:
        """Return the translation keys of the pages that show the picture."""
        return pages_showing([self.medium.pk])

    def more(self) -> dict[str, Any]:
        """Return the picture's sizes, and its address in the library for officers who may change it."""
        may_change = permission_policy.user_has_permission_for_instance(self.officer, "change", self.medium)
        return {
            "picture": self.medium,
            "sizes": ladder(self.medium),
            "edit_url": reverse("wagtailimages:edit", args=[self.medium.pk]) if may_change else "",
        }


class PersonAdd(MediumView):
    """Somebody who was not entered so far."""

    template_name = "consent/form.html"
    page_title = _("Add a person")
    subject_model: type[PersonInMedium] = PictureSubject
    form_class: type[PersonForm] = PictureSubjectForm
    saved: str | Promise = _("The person was saved. The pages with this picture were checked again.")

    def get(self, request: HttpRequest, **_address: Any) -> HttpResponse:
        """Show the form."""
        self.load()
        return self.form(self.form_class(instance=self.subject()))

    def post(self, request: HttpRequest, **_address: Any) -> HttpResponseBase:
        """Store the person; that closes the pages with the medium until the rules were asked again."""
        self.load()
        form = self.form_class(request.POST, instance=self.subject())
        if not form.is_valid():
            return self.form(form)
        # Also unchanged: it says that the person is in the file that the medium has by now.
        form.save()
        messages.success(request, self.saved)
        return redirect(self.medium_url)

    def subject(self) -> PersonInMedium:
        """Return the person that the form is about. Raises Http404."""
        if "subject_id" in self.kwargs:
            return subject_or_404(self.medium, self.kwargs["subject_id"])
        return self.subject_model(**{self.subject_model.medium_field: self.medium})

    def form(self, form: PersonForm) -> HttpResponse:
        """Show the form."""
        return self.show(form=form, back=self.medium_url, button=_("Save"))


class PersonEdit(PersonAdd):
    """Somebody who was entered."""

    page_title = _("Edit a person")


class PersonRemove(MediumView, ConfirmView):
    """Takes somebody out of a medium."""

    page_title = _("Take the person out")
    button = _("Take the person out")
    serious = True
    text = _(
        "The person is no longer entered in this picture. Their consent stays on record. If nobody else is entered, "
        "the pages with this picture are closed to readers for as long as it is said to show somebody."
    )
    removed: str | Promise = _("The person was taken out of the picture. The pages with it were checked again.")

    def load(self) -> None:
        """Fetch the medium and the person. Raises Http404."""
        super().load()
        self.subject = subject_or_404(self.medium, self.kwargs["subject_id"])

    def act(self) -> None:
        """Take the person out."""
        self.subject.delete()
        messages.success(self.request, self.removed)

    def get_back_url(self) -> str:
        """Return the medium."""
        return self.medium_url


def subject_or_404(medium: Any, subject_id: UUID) -> Any:
    """Return a person in a medium. Raises Http404."""
    return get_object_or_404(medium.subjects, pk=subject_id)
