"""Security keys: whatever is sent in the name of one, the answer is a page that says what to do."""

import json
import re
from typing import Any

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.test import Client
from fido2.utils import websafe_encode
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from accounts.login.key_forms import NOT_UNDERSTOOD, PARTS, AddKeyForm, UseKeyForm
from login_people import Protected, is_in, log_in_with_password
from software_key import ADD, SoftwareKey, add_key, challenge_of

AUTHENTICATE = "/account/second-factor/authenticate/"
REAUTHENTICATE = "/account/second-factor/webauthn/reauthenticate/"
WHAT_TO_DO = "Press the button and touch the key"
CLIENT_DATA = "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiWCIsIm9yaWdpbiI6Imh0dHA6Ly94In0"
NONSENSE = [
    "",
    "{bad",
    "null",
    "[]",
    "7",
    "{}",
    '{"id": 1}',
    '{"id": "a"}',
    '{"id": "a", "response": 5}',
    '{"id": "a", "rawId": "YQ", "type": "public-key", "response": {}}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": []}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "YQ", "authenticatorData": "YQ",'
    ' "signature": "YQ", "attestationObject": "YQ"}}',
    json.dumps(
        {
            "id": "YQ",
            "rawId": "YQ",
            "type": "public-key",
            "response": {
                "clientDataJSON": CLIENT_DATA,
                "authenticatorData": "YQ",
                "signature": "YQ",
                "attestationObject": "oWhhdXRoRGF0YUFh",
            },
        }
    ),
    '{"id": "\\u0000"}',
    "[" * 40_000,
    "x" * 60_000,
]
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.sampled_from(["YQ", "public-key", CLIENT_DATA])
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
BYTES = st.binary(max_size=80).map(websafe_encode)
ANY_ANSWER = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("id", "rawId", "type", "clientExtensionResults"), VALUES),
        "response": VALUES | st.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, VALUES)),
    },
)
# Of the right shape, with any bytes in it.
SHAPED_ANSWER = BYTES.flatmap(
    lambda number: st.fixed_dictionaries(
        {
            **dict.fromkeys(("id", "rawId"), st.just(number)),
            "type": st.just("public-key"),
            "response": st.fixed_dictionaries(
                {"clientDataJSON": st.just(CLIENT_DATA)}, optional=dict.fromkeys(PARTS[1:], BYTES)
            ),
        }
    )
)


def shaped(**parts: bytes) -> dict[str, Any]:
    """Return an answer of the right shape."""
    response = {"clientDataJSON": CLIENT_DATA, **{name: websafe_encode(part) for name, part in parts.items()}}
    return {"id": "YQ", "rawId": "YQ", "type": "public-key", "response": response}


@pytest.fixture
def key(nora: Protected, client: Client, home: Any) -> SoftwareKey:
    """The administrator's key; her browser is logged in."""
    nora.log_in(client)
    return add_key(client)[0]


def test_a_key_opens_the_cms_and_one_that_signs_something_else_does_not(nora: Protected, key: SoftwareKey) -> None:
    client = Client()
    log_in_with_password(client, nora.user.email)
    for damaged in (True, False):
        client.get(AUTHENTICATE)
        credential = json.dumps(key.sign(challenge_of(client), damaged))
        page = client.post(AUTHENTICATE, {"credential": credential})
        assert is_in(client) is not damaged
        assert (WHAT_TO_DO in page.text) is damaged


@pytest.mark.parametrize("answer", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_instead_of_a_key_is_answered(nora: Protected, key: SoftwareKey, client: Client, answer: str) -> None:
    page = client.post(ADD, {"name": "Blue", "credential": answer})
    assert page.status_code == 200
    assert WHAT_TO_DO in errors_of(page)
    session = client.session
    session["team_logged_in_at"] -= 6 * 60
    session.save()
    page = client.post(REAUTHENTICATE, {"credential": answer, "next": "/account/sessions/"}, follow=True)
    assert page.redirect_chain == [(f"{REAUTHENTICATE}?next=%2Faccount%2Fsessions%2F", 302)]
    assert f'<li class="account__message error">{NOT_UNDERSTOOD}' in page.text
    assert Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).count() == 1
    stranger = Client()
    log_in_with_password(stranger, nora.user.email)
    page = stranger.post(AUTHENTICATE, {"credential": answer})
    assert page.status_code == 200
    assert WHAT_TO_DO in errors_of(page)
    assert not is_in(stranger)


def errors_of(page: Any) -> str:
    """Return what a page says is wrong, without the message that waits for a script to show it."""
    return " ".join(re.findall(r'<ul class="errorlist[^>]*>.*?</ul>', page.text, re.DOTALL))


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_ANSWER | SHAPED_ANSWER)
@example({"id": "YQ", "rawId": 2**40, "type": "public-key", "response": {}})
@example(shaped(attestationObject=b"\x81" * 9_000))
@example(shaped(attestationObject=b"\xa1\x68authData\x43abc"))
def test_no_answer_of_whatever_shape_is_an_error_of_the_server(
    nora: Protected, client: Client, rf: Any, answer: dict[str, Any]
) -> None:
    request = rf.post("/")
    request.session = {"mfa.webauthn.state": {"challenge": "WA", "user_verification": "preferred"}}
    request.user = nora.user
    with context.request_context(request):
        for form_class in (AddKeyForm, UseKeyForm):
            form = form_class({"name": "x", "credential": json.dumps(answer)}, user=nora.user)
            assert not form.is_valid()
            assert WHAT_TO_DO in str(form.errors) or "too many attempts" in str(form.errors)


@pytest.mark.parametrize("required", [True, False])
def test_the_last_key_stays_where_one_is_required(
    nora: Protected, key: SoftwareKey, client: Client, settings: Any, required: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = required
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
    stored = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    address = f"/account/second-factor/webauthn/keys/{stored.pk}/remove/"
    pages = [client.get(address, follow=True), client.post(address, follow=True)]
    assert {page.status_code for page in pages} == {200}
    assert ["Set up another one before you remove this one" in page.text for page in pages] == [required] * 2
    assert Authenticator.objects.filter(pk=stored.pk).exists() is required
