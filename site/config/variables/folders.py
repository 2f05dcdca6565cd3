"""Where lasting data lies."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from config.variables.refusal import InvalidEnvironment

PROJECT_DIR = Path(__file__).resolve().parents[3]


def read_data_dir(environ: Mapping[str, str], default: Path | None) -> Path:
    """Return the folder for lasting data (DATA_DIR), making it if it is missing. Raises InvalidEnvironment."""
    if given := environ.get("DATA_DIR"):
        path = Path(given).expanduser().resolve()
    elif default:
        path = default
    else:
        raise InvalidEnvironment("DATA_DIR must be set to the folder that holds uploads and other lasting data.")
    probe = path / f".write-test-{secrets.token_hex(4)}"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise InvalidEnvironment(
            f"DATA_DIR must be a folder that this user can write to; {path} is not ({error.strerror})."
        ) from error
    return path
