"""The protection officers' screens about the people in pictures."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.images.permissions import permission_policy
from wagtail.models import Page

from consent.cms.guard import ConfirmView, OfficerView, Trail
from consent.vocabulary import PeopleShown
from media.ladder import ladder
from media.models import Picture
from media.people.appearing import pages_showing
from media.people.forms import PictureSubjectForm
from media.people.lights import lights_of
from media.people.models import PictureSubject

SAVED = gettext_lazy("The person was saved. The pages with this picture were checked again.")
REMOVED = gettext_lazy("The person was taken out of the picture. The pages with it were checked again.")


class PictureList(OfficerView):
    """All pictures in which somebody can be recognised, those first in which nobody is entered."""

    template_name = "media/people/pictures.html"
    page_title = gettext_lazy("People in pictures")
    header_icon = "image"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the pictures."""
        pictures = (
            Picture.objects.annotate(entered=Count("subjects"))
            .filter(Q(people_shown=PeopleShown.YES) | Q(entered__gt=0))
            .prefetch_related("renditions")
            .order_by("entered", "title")
        )
        return self.show(rows=[(picture, ladder(picture)) for picture in pictures])


class PictureView(OfficerView):
    """A screen about one picture."""

    header_icon = "image"
    picture: Picture

    def load(self) -> None:
        """Fetch the picture. Raises Http404."""
        self.picture = get_object_or_404(Picture, pk=self.kwargs["image_id"])

    def get_trail(self) -> Trail:
        """Return the list and the picture above."""
        return [(reverse("pictures_with_people"), _("People in pictures")), (self.picture_url, self.picture.title)]

    @property
    def picture_url(self) -> str:
        """The address of the picture's own screen."""
        return reverse("picture_people", args=[self.picture.pk])


class PicturePeople(PictureView):
    """The people in one picture."""

    template_name = "media/people/picture.html"
    page_title = gettext_lazy("People in this picture")

    def get_trail(self) -> Trail:
        """Return the list above."""
        return super().get_trail()[:1]

    def get(self, request: HttpRequest, image_id: int) -> HttpResponse:
        """Show them, with the pages that show the picture."""
        self.load()
        may_change = permission_policy.user_has_permission_for_instance(self.officer, "change", self.picture)
        pages = Page.objects.filter(translation_key__in=pages_showing([self.picture.pk]), alias_of__isnull=True)
        people = lights_of(self.picture)
        return self.show(
            picture=self.picture,
            sizes=ladder(self.picture),
            people=people,
            replaced=any(subject.seen_file != self.picture.file.name for subject, _light in people),
            pages=pages.order_by("path"),
            edit_url=reverse("wagtailimages:edit", args=[self.picture.pk]) if may_change else "",
        )


class PersonAdd(PictureView):
    """Somebody who was not entered in the picture so far."""

    template_name = "consent/form.html"
    page_title = gettext_lazy("Add a person")

    def get(self, request: HttpRequest, **_address: Any) -> HttpResponse:
        """Show the form."""
        self.load()
        return self.form(PictureSubjectForm(instance=self.subject()))

    def post(self, request: HttpRequest, **_address: Any) -> HttpResponseBase:
        """Store the person; that closes the pages with the picture until the rules were asked again."""
        self.load()
        form = PictureSubjectForm(request.POST, instance=self.subject())
        if not form.is_valid():
            return self.form(form)
        # Also unchanged: it says that the person is in the file that the picture has by now.
        form.save()
        messages.success(request, SAVED)
        return redirect(self.picture_url)

    def subject(self) -> PictureSubject:
        """Return the person that the form is about."""
        return PictureSubject(picture=self.picture)

    def form(self, form: PictureSubjectForm) -> HttpResponse:
        """Show the form."""
        return self.show(form=form, back=self.picture_url, button=gettext_lazy("Save"))


class PersonEdit(PersonAdd):
    """Somebody in the picture."""

    page_title = gettext_lazy("Edit a person")

    def subject(self) -> PictureSubject:
        """Return the person. Raises Http404."""
        return subject_or_404(self.picture, self.kwargs["subject_id"])


class PersonRemove(PictureView, ConfirmView):
    """Takes somebody out of a picture."""

    page_title = gettext_lazy("Take the person out")
    button = gettext_lazy("Take the person out")
    serious = True
    text = gettext_lazy(
        "The person is no longer entered in this picture. Their consent stays on record. If nobody else is entered, "
        "the pages with this picture are closed to readers for as long as it is said to show somebody."
    )

    def load(self) -> None:
        """Fetch the picture and the person. Raises Http404."""
        super().load()
        self.subject = subject_or_404(self.picture, self.kwargs["subject_id"])

    def act(self) -> None:
        """Take the person out."""
        self.subject.delete()
        messages.success(self.request, REMOVED)

    def get_back_url(self) -> str:
        """Return the picture."""
        return self.picture_url


def subject_or_404(picture: Picture, subject_id: UUID) -> PictureSubject:
    """Return a person in a picture. Raises Http404."""
    return get_object_or_404(PictureSubject, picture=picture, pk=subject_id)
