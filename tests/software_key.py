"""A security key made of software: answers as a browser with a key in it would, rightly or wrongly."""

import json
import secrets
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "testserver"
ADD = "/account/second-factor/webauthn/add/"
FLAG = AuthenticatorData.FLAG


class SoftwareKey:
    """A key for one site and one person."""

    def __init__(self) -> None:
        self.private_key = ec.generate_private_key(ec.SECP256R1())
        self.number = secrets.token_bytes(16)

    def register(self, challenge: str) -> dict[str, Any]:
        """Return the answer when the key is added."""
        credential = AttestedCredentialData.create(
            bytes(16), self.number, ES256.from_cryptography_key(self.private_key.public_key())
        )
        data = self._data(FLAG.UP | FLAG.AT, credential)
        return self._answer(
            "webauthn.create", challenge, attestationObject=websafe_encode(AttestationObject.create("none", data, {}))
        )

    def sign(self, challenge: str, damaged: bool = False) -> dict[str, Any]:
        """Return the answer when the key is used."""
        data = self._data(FLAG.UP)
        client_data = self._client_data("webauthn.get", challenge)
        signed = b"something else" if damaged else data + client_data.hash
        return self._answer(
            "webauthn.get",
            challenge,
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(self.private_key.sign(signed, ec.ECDSA(SHA256()))),
        )

    def _data(self, flags: AuthenticatorData.FLAG, credential: bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(sha256(HOST.encode()).digest(), flags, 0, credential)

    def _client_data(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, f"https://{HOST}")

    def _answer(self, kind: str, challenge: str, **response: str) -> dict[str, Any]:
        number = websafe_encode(self.number)
        return {
            "id": number,
            "rawId": number,
            "type": "public-key",
            "response": {"clientDataJSON": websafe_encode(self._client_data(kind, challenge)), **response},
            "clientExtensionResults": {},
        }


def challenge_of(client: Client) -> str:
    """Return what the last page asked a key to sign."""
    challenge: str = client.session["mfa.webauthn.state"]["challenge"]
    return challenge


def add_key(client: Client) -> tuple[SoftwareKey, Any]:
    """Add a key, as somebody who is logged in; return it and the page that follows."""
    key = SoftwareKey()
    client.get(ADD)
    answer = {"name": "Blue", "credential": json.dumps(key.register(challenge_of(client)))}
    page = client.post(ADD, answer, follow=True)
    assert page.redirect_chain
    return key, page
