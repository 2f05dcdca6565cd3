"""The addresses beneath that of a picture in the CMS which are about the people in it."""

from django.urls import path

from media.people import views
from media.people.confirming import ConfirmNobody

PICTURE = "images/<int:medium_id>/"

urlpatterns = [
    path(f"{PICTURE}nobody/", ConfirmNobody.as_view(), name="confirm_nobody"),
    path("protection/pictures/", views.PictureList.as_view(), name="pictures_with_people"),
    path(f"{PICTURE}people/", views.PicturePeople.as_view(), name="picture_people"),
    path(f"{PICTURE}people/add/", views.PersonAdd.as_view(), name="picture_person_add"),
    path(f"{PICTURE}people/<uuid:subject_id>/", views.PersonEdit.as_view(), name="picture_person"),
    path(f"{PICTURE}people/<uuid:subject_id>/remove/", views.PersonRemove.as_view(), name="picture_person_remove"),
]
