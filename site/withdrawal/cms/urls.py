"""The addresses of the screens, beneath ``/cms/withdrawals/``."""

from django.urls import path

from withdrawal.cms import views

app_name = "withdrawal"

urlpatterns = [
    path("", views.WithdrawalList.as_view(), name="list"),
    path("contributors/<uuid:contributor_id>/", views.WithdrawalAdd.as_view(), name="add"),
    path("<uuid:withdrawal_id>/", views.WithdrawalDetail.as_view(), name="detail"),
    path("<uuid:withdrawal_id>/undo/", views.WithdrawalUndo.as_view(), name="undo"),
]
