"""What the office sets about consent: for officers alone, and in the log."""

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import NoReverseMatch, reverse
from officer_cases import at

from accounts.models import User
from consent.models import ConsentSettings, ProtectionEvent
from consent.vocabulary import Verb

VALUES = {
    "default_months": "12",
    "max_months": "36",
    "at_risk_maximum": "1",
    "high_risk_maximum": "0",
    "undo_days": "7",
    "keep_forms_months": "0",
}


def test_an_officer_changes_the_settings(officer: Client, officer_user: User) -> None:
    assert b'name="small_team"' in officer.get(at("settings")).content
    assert not ConsentSettings.objects.exists()
    officer.post(at("settings"), {**VALUES, "small_team": "on"})
    stored = ConsentSettings.objects.get()
    assert (stored.default_months, stored.at_risk_maximum, stored.small_team) == (12, 1, True)
    event = ProtectionEvent.objects.get(verb=Verb.SETTINGS_CHANGED)
    assert event.actor_id == officer_user.pk
    officer.post(at("settings"), {**VALUES, "small_team": "on"})
    assert (ConsentSettings.objects.count(), ProtectionEvent.objects.filter(verb=event.verb).count()) == (1, 1)


def test_what_the_rules_do_not_allow_is_refused(officer: Client) -> None:
    content = officer.post(at("settings"), {**VALUES, "default_months": "40"}).content.decode()
    assert "This is longer than the longest time." in content
    assert 'value="40"' in content
    assert not ConsentSettings.objects.exists()


def test_an_administrator_is_refused_and_told_whom_to_ask(
    outsiders: dict[str, Client], administrator: User, officer_user: User
) -> None:
    administrator.user_permissions.add(*Permission.objects.filter(content_type__app_label="consent"))
    for method in ("get", "post"):
        answer = getattr(outsiders["superuser"], method)(at("settings"), {**VALUES, "small_team": "on"})
        assert answer.status_code == 403
        assert "Only protection officers can open this" in answer.content.decode()
        assert "Olga" in answer.content.decode()
    assert not ConsentSettings.objects.exists()


def test_wagtail_s_own_settings_do_not_have_them(outsiders: dict[str, Client], officer_user: User) -> None:
    try:
        address = reverse("wagtailsettings:edit", args=["consent", "consentsettings"])
    except NoReverseMatch:
        return
    assert outsiders["superuser"].get(address).status_code == 404
