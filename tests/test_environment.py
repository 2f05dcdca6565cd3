"""A bad or missing variable stops the start with its name and what it must be."""

from pathlib import Path

import pytest

from config.environment import GENERATED_SECRET_PREFIX, InvalidEnvironment, read_local, read_production

GOOD_SECRET = "k3Jf9-long-enough-and-made-for-this-very-server-Qx7pZt20"


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """An environment in which production starts."""
    return {
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": GOOD_SECRET,
        "ALLOWED_HOSTS": "example.org, www.example.org",
        "SITE_URL": "https://example.org",
    }


def test_local_needs_nothing_but_a_folder(tmp_path: Path) -> None:
    environment = read_local({"DATA_DIR": str(tmp_path)})
    assert environment.site_url == "http://127.0.0.1:8000"
    assert environment.database["NAME"] == str(tmp_path / "site.sqlite3")
    assert environment.host == "127.0.0.1"


def test_local_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first = read_local({"DATA_DIR": str(tmp_path)}).secret_key
    assert read_local({"DATA_DIR": str(tmp_path)}).secret_key == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_production_reads_what_it_is_given(production: dict[str, str]) -> None:
    environment = read_production(production)
    assert environment.allowed_hosts == ["example.org", "www.example.org"]
    assert environment.site_url == "https://example.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "٨٠٠٠"),
        ("HOST", "not an address"),
        ("HOST", "0.0.0.0"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://user@host/name"),
        ("DATABASE_URL", "postgres://user@host:port/name"),
        ("DATABASE_URL", "postgres://user@host"),
        ("SITE_URL", "example.org"),
        ("SITE_URL", "http://example.org/path"),
        ("SITE_URL", "http://example.org:port"),
        ("DATA_DIR", "/dev/null/folder"),
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
        ("DATA_DIR", ""),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", GENERATED_SECRET_PREFIX + GOOD_SECRET),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "https://example.org"),
        ("SITE_URL", ""),
        ("SITE_URL", "http://example.org"),
    ],
)
def test_a_bad_production_value_is_named(production: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(InvalidEnvironment, match=f"^{name} must "):
        read_production({**production, name: value})


def test_a_password_in_a_bad_address_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(InvalidEnvironment) as caught:
        read_local({"DATA_DIR": str(tmp_path), "DATABASE_URL": "mysql://user:s3cr3t@host/name"})
    assert "s3cr3t" not in str(caught.value)
