"""The two places where files may lie: a folder, and a bucket at a service of S3's kind on a port of this machine."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.files.storage import storages
from moto.moto_server.threaded_moto_server import ThreadedMotoServer
from places import BUCKET, use


@pytest.fixture(scope="session")
def service() -> Iterator[str]:
    """Where the service answers, as host and port."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture
def client_of_bucket(service: str) -> Iterator[Any]:
    """An own connection to the service, with an empty bucket there."""
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{service}",
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    client.create_bucket(Bucket=BUCKET)
    yield client
    for found in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=found["Key"])
    client.delete_bucket(Bucket=BUCKET)
    client.close()


@pytest.fixture
def bucket(settings: Any, service: str, client_of_bucket: Any) -> Any:
    """Let files lie in the bucket; return the connection to it."""
    use(settings, f"s3+http://key:secret@{service}/{BUCKET}")
    return client_of_bucket


@pytest.fixture(params=["folder", "bucket"])
def stored(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Callable[[], dict[str, bytes]]:
    """Return what gives the content of everything that is stored, private or not, by its name. For both places."""
    settings.DATA_DIR = tmp_path
    if request.param == "folder":
        folders = (Path(settings.MEDIA_ROOT), tmp_path / "private")
        return lambda: {
            str(path.relative_to(tmp_path)): path.read_bytes()
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file()
        }
    client = request.getfixturevalue("bucket")

    def contents() -> dict[str, bytes]:
        found = client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return {each["Key"]: client.get_object(Bucket=BUCKET, Key=each["Key"])["Body"].read() for each in found}

    assert type(storages["default"]).__name__ == "Bucket"
    return contents
