"""The form on paper and on an officer's telephone, and the copy with the code."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from own_cases import at

from accounts.models import User
from consent.models import ConsentRecord, ConsentScope, Contributor
from consent.vocabulary import AgeBand, Channel, Element, RecordStatus
from withdrawal.asking.filling import withdrawal_address
from withdrawal.asking.texts import current_version, form_text, languages
from withdrawal.codes import holder_of
from withdrawal.models import WithdrawalCode

TRUE_NAME = "Ezbrin Qwolda"


@pytest.fixture
def person(db: None, home: Any) -> Contributor:
    """Somebody who is asked."""
    return Contributor.objects.create(
        true_names=[TRUE_NAME], contact="+32 2 555 01 99", publication_name="Mara", age_band=AgeBand.ADULT
    )


def answers(**more: str) -> dict[str, str]:
    """Return what an officer enters."""
    return {
        "method": "signed",
        "given_on": timezone.localdate().isoformat(),
        "form_language": "prs",
        "told_of_right_to_withdraw": "on",
        "explained_by": "Nadia",
        **more,
    }


@pytest.mark.parametrize("language", languages())
def test_the_paper_has_the_reference_and_no_name(officer_browser: Client, person: Contributor, language: str) -> None:
    page = officer_browser.get(at("form", person.pk, language))
    text = form_text(language)
    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
    assert person.reference in page.text
    for secret in (TRUE_NAME, "555 01 99", "Mara"):
        assert secret not in page.text
    for each in (*text.elements.values(), *(place.place for place in text.places.values())):
        assert each in page.text
    assert page.text.count('class="paper-box"') == len(Element) * len(Channel) * 2 + 3
    assert "{" not in page.text.replace("{{", "")
    assert withdrawal_address() in page.text


def test_a_language_in_which_there_is_no_form_is_not_found(officer_browser: Client, person: Contributor) -> None:
    assert officer_browser.get(at("form", person.pk, "tlh")).status_code == 404
    assert officer_browser.get(at("intake", person.pk, "tlh")).status_code == 404


def test_what_is_entered_becomes_a_draft_with_its_permissions(
    officer_browser: Client, officer: User, person: Contributor
) -> None:
    entered = answers(
        **{
            "story_text": "everywhere",
            "face": "nowhere",
            "voice": "by_place",
            "voice-website": "yes",
            "voice-press": "no",
        }
    )
    response = officer_browser.post(at("intake", person.pk, "ar"), entered)
    record = ConsentRecord.objects.get()
    assert response["Location"].endswith(f"/records/{record.pk}/")
    assert (record.status, record.form_version, record.form_language) == (RecordStatus.DRAFT, current_version(), "prs")
    assert record.recorded_by == officer
    said = {(scope.element, scope.channel): scope.granted for scope in record.scopes.all()}
    expected = {("story_text", channel.value): True for channel in Channel}
    expected |= {("face", channel.value): False for channel in Channel}
    expected |= {("voice", "website"): True, ("voice", "press"): False}
    assert said == expected
    assert set(record.scopes.values_list("language", flat=True)) == {""}
    assert "6 questions have no answer" in officer_browser.get(response["Location"]).text
    record.supersede(officer)


def test_nothing_is_ticked_beforehand(officer_browser: Client, person: Contributor) -> None:
    page = officer_browser.get(at("intake", person.pk, "en")).text
    form = page[page.index("own-intake") :]
    radios = [tag for tag in form.split("<input")[1:] if 'type="radio"' in tag.split(">")[0]]
    assert len(radios) == len(Element) * (3 + 2 * len(Channel))
    assert not [tag for tag in radios if "checked" in tag.split(">")[0]]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"face": "by_place"}, "Answer for at least one place"),
        ({"face": "everywhere", "face-press": "no"}, "do not agree"),
        ({"given_on": ""}, "This field is required"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_stored(
    officer_browser: Client, person: Contributor, wrong: dict[str, str], said: str
) -> None:
    page = officer_browser.post(at("intake", person.pk, "en"), answers(**wrong))
    assert said in page.text
    assert "Nadia" in page.text
    assert not ConsentRecord.objects.exists()
    assert not ConsentScope.objects.exists()


def test_the_copy_says_what_was_agreed_and_carries_a_code(
    officer_browser: Client, officer: User, person: Contributor
) -> None:
    officer_browser.post(at("intake", person.pk, "fr"), answers(form_language="fr", face="everywhere"))
    record = ConsentRecord.objects.get()
    assert at("copy", record.pk) in officer_browser.get(f"/cms/protection/records/{record.pk}/").text
    assert officer_browser.get(at("copy", record.pk)).status_code == 200
    assert not WithdrawalCode.objects.exists()
    paper = officer_browser.post(at("copy", record.pk))
    assert paper.text.count("paper-box--ticked") == len(Channel) + 1
    assert "no-store" in paper["Cache-Control"]
    code = paper.text.split('class="paper-code__signs" dir="ltr">')[1].split("<")[0]
    assert holder_of(code) == person.pk
    assert TRUE_NAME not in paper.text
    for path in (f"/cms/protection/records/{record.pk}/", f"/cms/protection/contributors/{person.pk}/"):
        assert code not in officer_browser.get(path).text
    renewed = officer_browser.post(at("code", person.pk)).text
    assert holder_of(code) is None
    assert holder_of(renewed.split('class="own-code" dir="ltr">')[1].split("<")[0]) == person.pk


def test_of_a_consent_that_was_taken_back_there_is_no_copy(
    officer_browser: Client, officer: User, person: Contributor
) -> None:
    officer_browser.post(at("intake", person.pk, "en"), answers())
    record = ConsentRecord.objects.get()
    record.supersede(officer)
    record.withdraw(officer)
    assert officer_browser.post(at("copy", record.pk)).status_code == 404
    assert not WithdrawalCode.objects.exists()
