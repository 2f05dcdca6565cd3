"""A bad or missing variable stops the start with its name and what it must be."""

from pathlib import Path

import pytest

from config.environment import InvalidEnvironment, read_local, read_production
from config.variables.secrets import GENERATED_SECRET_PREFIX

GOOD_SECRET = "k3Jf9-long-enough-and-made-for-this-very-server-Qx7pZt20"
GOOD_KEY = "0Yk2mVb9rT4nQx7cLp1sWd8gHf3jZa6uEi5oBv0yKtM="


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """An environment in which production starts."""
    return {
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": GOOD_SECRET,
        "CONSENT_ENCRYPTION_KEYS": GOOD_KEY,
        "ALLOWED_HOSTS": "example.org, www.example.org",
        "SITE_URL": "https://example.org",
    }


def test_local_needs_nothing_but_a_folder(tmp_path: Path) -> None:
    environment = read_local({"DATA_DIR": str(tmp_path)})
    assert environment.site_url == "http://127.0.0.1:8000"
    assert environment.database["NAME"] == str(tmp_path / "site.sqlite3")
    assert environment.host == "127.0.0.1"


@pytest.mark.parametrize("name", ["with # hash", "with ? question", "50%25"])
def test_the_database_lies_in_the_folder_whatever_its_name(tmp_path: Path, name: str) -> None:
    environment = read_local({"DATA_DIR": str(tmp_path / name)})
    assert environment.database["NAME"] == str(tmp_path / name / "site.sqlite3")


@pytest.mark.parametrize(
    ("host", "site_url", "allowed"),
    [
        ("127.0.0.2", "http://127.0.0.2:8000", "127.0.0.2"),
        ("::1", "http://[::1]:8000", "[::1]"),
        ("0:0:0:0:0:0:0:1", "http://[::1]:8000", "[::1]"),
    ],
)
def test_every_loopback_address_answers_to_itself(tmp_path: Path, host: str, site_url: str, allowed: str) -> None:
    environment = read_local({"DATA_DIR": str(tmp_path), "HOST": host})
    assert environment.site_url == site_url
    assert allowed in environment.allowed_hosts


def test_local_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first = read_local({"DATA_DIR": str(tmp_path)}).secret_key
    assert read_local({"DATA_DIR": str(tmp_path)}).secret_key == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["consent-key", "secret-key"]


def test_a_key_that_cannot_be_written_leaves_no_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_args: object, **_options: object) -> int:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_text", full_disk)
    with pytest.raises(InvalidEnvironment, match="secret-key"):
        read_local({"DATA_DIR": str(tmp_path)})
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe"])
def test_an_unusable_key_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret-key").write_bytes(content)
    with pytest.raises(InvalidEnvironment) as caught:
        read_local({"DATA_DIR": str(tmp_path)})
    assert str(tmp_path / "secret-key") in str(caught.value)


def test_a_key_file_that_is_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret-key").mkdir()
    with pytest.raises(InvalidEnvironment, match="secret-key"):
        read_local({"DATA_DIR": str(tmp_path)})


def test_local_encryption_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first = read_local({"DATA_DIR": str(tmp_path)}).consent_encryption_keys
    assert read_local({"DATA_DIR": str(tmp_path)}).consent_encryption_keys == first
    assert len(first) == 1
    assert (tmp_path / "consent-key").stat().st_mode & 0o777 == 0o600


def test_encryption_keys_are_read_in_their_order(production: dict[str, str]) -> None:
    old = GOOD_KEY[::-1].removeprefix("=") + "="
    environment = read_production({**production, "CONSENT_ENCRYPTION_KEYS": f"{GOOD_KEY}, {old}"})
    assert environment.consent_encryption_keys == [GOOD_KEY, old]


def test_production_refuses_the_key_that_lies_beside_the_data(production: dict[str, str], tmp_path: Path) -> None:
    key = read_local({"DATA_DIR": str(tmp_path)}).consent_encryption_keys[0]
    with pytest.raises(InvalidEnvironment, match=r"^CONSENT_ENCRYPTION_KEYS must ") as caught:
        read_production({**production, "CONSENT_ENCRYPTION_KEYS": key})
    assert key not in str(caught.value)


def test_secrets_do_not_show_in_the_repr(production: dict[str, str]) -> None:
    production["DATABASE_URL"] = "postgres://user:s3cr3t@host:5432/name"
    shown = repr(read_production(production))
    assert GOOD_SECRET not in shown
    assert GOOD_KEY not in shown
    assert "s3cr3t" not in shown


def test_proxies_are_counted_as_they_are_given(production: dict[str, str], tmp_path: Path) -> None:
    assert read_local({"DATA_DIR": str(tmp_path)}).trusted_proxies == 0
    assert read_production(production).trusted_proxies == 1
    assert read_production({**production, "TRUSTED_PROXIES": "2"}).trusted_proxies == 2


def test_production_reads_what_it_is_given(production: dict[str, str]) -> None:
    environment = read_production(production)
    assert environment.allowed_hosts == ["example.org", "www.example.org"]
    assert environment.site_url == "https://example.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("TRUSTED_PROXIES", "many"),
        ("TRUSTED_PROXIES", "-1"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "٨٠٠٠"),
        ("HOST", "not an address"),
        ("HOST", "0.0.0.0"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://user@host/name"),
        ("DATABASE_URL", "postgres://user@host:port/name"),
        ("DATABASE_URL", "postgres://user@host"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite://:memory:"),
        ("SITE_URL", "example.org"),
        ("SITE_URL", "http://example.org/path"),
        ("SITE_URL", "http://example.org:port"),
        ("DATA_DIR", "/dev/null/folder"),
        ("CONSENT_ENCRYPTION_KEYS", "short"),
        ("CONSENT_ENCRYPTION_KEYS", GOOD_KEY.removesuffix("=")),
        ("CONSENT_ENCRYPTION_KEYS", f"{GOOD_KEY},"),
        ("CONSENT_ENCRYPTION_KEYS", "A" * 43 + "="),
    ],
)
def test_a_bad_local_value_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(InvalidEnvironment, match=f"^{name} must ") as caught:
        read_local({"DATA_DIR": str(tmp_path), name: value})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "1"),
        ("TRUSTED_PROXIES", "0"),
        ("DATA_DIR", ""),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", GENERATED_SECRET_PREFIX + GOOD_SECRET),
        ("CONSENT_ENCRYPTION_KEYS", ""),
        ("CONSENT_ENCRYPTION_KEYS", f"{GOOD_KEY},nonsense"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "https://example.org"),
        ("SITE_URL", ""),
        ("SITE_URL", "http://example.org"),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "http://mail.example.org"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://user@mail.example.org"),
        ("EMAIL_URL", "smtp://user:pass#word@mail.example.org"),
        ("EMAIL_URL", "smtp://mail.example.org:port"),
        ("DEFAULT_FROM_EMAIL", "website"),
        ("DEFAULT_FROM_EMAIL", "a@b.org, c@d.org"),
        ("DEFAULT_FROM_EMAIL", "a@b.org\nBcc: c@d.org"),
    ],
)
def test_a_bad_production_value_is_named(production: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(InvalidEnvironment, match=f"^{name} must "):
        read_production({**production, name: value})


@pytest.mark.parametrize(
    ("url", "host", "port", "encryption"),
    [
        ("smtp://web%40example.org:s3cr%23t@mail.example.org", "mail.example.org", 587, "EMAIL_USE_TLS"),
        ("smtps://web%40example.org:s3cr%23t@mail.example.org", "mail.example.org", 465, "EMAIL_USE_SSL"),
        ("smtp://web%40example.org:s3cr%23t@mail.example.org:2525", "mail.example.org", 2525, "EMAIL_USE_TLS"),
    ],
)
def test_mail_goes_to_the_server_that_is_named(
    production: dict[str, str], url: str, host: str, port: int, encryption: str
) -> None:
    environment = read_production({**production, "EMAIL_URL": url, "DEFAULT_FROM_EMAIL": "Web <web@example.org>"})
    assert environment.sends_mail
    email = environment.email
    assert (email["EMAIL_HOST"], email["EMAIL_PORT"]) == (host, port)
    assert (email["EMAIL_HOST_USER"], email["EMAIL_HOST_PASSWORD"]) == ("web@example.org", "s3cr#t")
    assert [name for name in ("EMAIL_USE_TLS", "EMAIL_USE_SSL") if email[name]] == [encryption]
    assert email["DEFAULT_FROM_EMAIL"] == "Web <web@example.org>"


def test_a_relay_on_the_same_machine_needs_no_encryption(production: dict[str, str]) -> None:
    email = read_production({**production, "EMAIL_URL": "smtp://localhost:25"}).email
    assert not email["EMAIL_USE_TLS"]
    assert not email["EMAIL_USE_SSL"]


def test_without_a_mail_server_mails_are_written_to_files(production: dict[str, str], tmp_path: Path) -> None:
    environment = read_production(production)
    assert not environment.sends_mail
    assert environment.email["EMAIL_FILE_PATH"] == tmp_path / "mail"
    assert environment.email["DEFAULT_FROM_EMAIL"] == "website@example.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "mysql://user:s3cr3t@host/name"), ("EMAIL_URL", "http://user:s3cr3t@host")],
)
def test_a_password_in_a_bad_address_is_not_repeated(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(InvalidEnvironment) as caught:
        read_local({"DATA_DIR": str(tmp_path), name: value})
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "endpoint", "bucket", "region", "secret", "style"),
    [
        (
            "s3://AKIA:a%2Fb%2Bc@s3.eu-west-3.amazonaws.com/files?region=eu-west-3",
            "https://s3.eu-west-3.amazonaws.com",
            "files",
            "eu-west-3",
            "a/b+c",
            "virtual",
        ),
        (
            "s3://key:secret@minio.example.org:9000/files/",
            "https://minio.example.org:9000",
            "files",
            "us-east-1",
            "secret",
            "path",
        ),
        ("s3+http://key:secret@127.0.0.1:9000/files", "http://127.0.0.1:9000", "files", "us-east-1", "secret", "path"),
        ("s3+http://key:secret@[::1]:9000/files", "http://[::1]:9000", "files", "us-east-1", "secret", "path"),
        ("s3://s3.amazonaws.com/files", "https://s3.amazonaws.com", "files", "us-east-1", None, "virtual"),
    ],
)
def test_files_may_lie_in_a_bucket(
    production: dict[str, str], url: str, endpoint: str, bucket: str, region: str, secret: str | None, style: str
) -> None:
    environment = read_production({**production, "MEDIA_STORAGE_URL": url})
    found = environment.bucket
    assert found is not None
    assert (found["endpoint_url"], found["bucket_name"], found["region"]) == (endpoint, bucket, region)
    assert (found["secret_key"], found["addressing_style"]) == (secret, style)
    stored = environment.django_settings()["STORAGES"]
    assert {stored[name]["BACKEND"] for name in ("default", "private")} == {"storage.bucket.Bucket"}
    assert "a/b+c" not in repr(environment)


@pytest.mark.parametrize("url", ["", "  "])
def test_files_lie_in_the_folder_unless_a_bucket_is_given(tmp_path: Path, url: str) -> None:
    environment = read_local({"DATA_DIR": str(tmp_path), "MEDIA_STORAGE_URL": url})
    assert environment.bucket is None
    assert "Bucket" not in str(environment.django_settings()["STORAGES"])


@pytest.mark.parametrize(
    "url",
    [
        "files",
        "s3://",
        "s3://key:s3cr3t@host",
        "s3://key:s3cr3t@host/a/b",
        "s3://key:s3cr3t@host:port/files",
        "s3://key@host/files",
        "s3://key:s3cr3t@host/files?acl=public-read",
        "s3://key:s3cr3t@host/files?region",
        "s3://key:s3cr3t@host/files#part",
        "https://key:s3cr3t@host/files",
        # The key and all that is stored would travel readable.
        "s3+http://key:s3cr3t@minio.example.org/files",
    ],
)
def test_a_bad_address_of_a_bucket_is_named_and_not_repeated(tmp_path: Path, url: str) -> None:
    with pytest.raises(InvalidEnvironment, match=r"^MEDIA_STORAGE_URL must be") as caught:
        read_local({"DATA_DIR": str(tmp_path), "MEDIA_STORAGE_URL": url})
    assert "s3cr3t" not in str(caught.value)
