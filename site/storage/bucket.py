"""A private bucket of S3's kind, at Amazon or at anybody who speaks the same protocol."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

_Given = ParamSpec("_Given")
_Returned = TypeVar("_Returned")
_CHUNK = 64 * 1024  # bytes


def _as_os_error(method: Callable[_Given, _Returned]) -> Callable[_Given, _Returned]:
    """Let a bucket that does not answer look as a disk does: everybody who opens files expects OSError."""

    @wraps(method)
    def called(*args: _Given.args, **kwargs: _Given.kwargs) -> _Returned:
        try:
            return method(*args, **kwargs)
        except ClientError as error:
            missing = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404
            # Neither the keys nor the name of the bucket: it says what the service answered.
            raise (FileNotFoundError if missing else OSError)(f"The bucket answered: {_code(error)}") from error
        except BotoCoreError as error:
            raise OSError(f"The bucket did not answer: {type(error).__name__}") from error

    return called


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", "?"))


@deconstructible(path="storage.bucket.Bucket")
class Bucket(S3Storage):
    """The part of the bucket in ``settings.BUCKET`` whose names begin with ``location``.

    Objects carry no permission of their own (no ACL), so that a private bucket stays one, and they have no address:
    whoever may see a file gets its bytes from this server. All methods raise OSError for what goes wrong, and
    FileNotFoundError for what is not there.
    """

    def __init__(self, location: str) -> None:
        super().__init__(location=location)

    def get_default_settings(self) -> dict[str, Any]:
        """Return the options of django-storages. Without keys of its own, boto3 looks for a role of the machine."""
        bucket: dict[str, Any] = settings.BUCKET or {}
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": bucket["addressing_style"]},
            # The checksums that boto3 adds of late are not known everywhere.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=5,  # seconds
            read_timeout=20,
            retries={"total_max_attempts": 3, "mode": "standard"},
        )
        given = {name: bucket[name] for name in ("access_key", "secret_key", "bucket_name", "endpoint_url")}
        return {
            **super().get_default_settings(),
            **given,
            "region_name": bucket["region"],
            "client_config": config,
            "security_token": None,
            "session_profile": None,
            "default_acl": None,
            "object_parameters": {},
            "gzip": False,
            # As on a disk, a second file of a name gets another one.
            "file_overwrite": False,
            # What is opened is held in memory: no copy is left in a folder for temporary files.
            "max_memory_size": 0,
        }

    @property
    def bucket(self) -> Any:
        """The bucket, by the connection of this thread: boto3's resources are not for several."""
        return self.connection.Bucket(self.bucket_name)

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        """Refuse: an object has no address. Raises NotImplementedError, as a storage without addresses does."""
        raise NotImplementedError("A file in the bucket has no address.")

    @_as_os_error
    def _open(self, name: str, mode: str = "rb") -> File:
        # The whole object at once: pictures that are drawn anew, forms that are decrypted. Readers get a stream.
        if mode != "rb":
            raise ValueError("A file in the bucket is written once, and then only read.")
        return ContentFile(self._object(name).get()["Body"].read(), name=name)

    @_as_os_error
    def _save(self, name: str, content: File) -> str:
        return str(super()._save(name, content))

    @_as_os_error
    def delete(self, name: str) -> None:
        """Delete an object; one that is not there is deleted already."""
        super().delete(name)

    @_as_os_error
    def exists(self, name: str) -> bool:
        """Say whether there is such an object."""
        return bool(super().exists(name))

    @_as_os_error
    def size(self, name: str) -> int:
        """Return the size of an object in bytes."""
        return int(super().size(name))

    def stream(self, name: str, start: int, length: int) -> Iterator[bytes]:
        """Yield a part of an object as it comes: no more of it is asked of the bucket (RFC 9110, section 14.2)."""
        body = self._body(name, start, length)
        try:
            yield from body.iter_chunks(_CHUNK)
        except BotoCoreError as error:
            raise OSError("The bucket broke off.") from error
        finally:
            body.close()

    @_as_os_error
    def _body(self, name: str, start: int, length: int) -> Any:
        return self._object(name).get(Range=f"bytes={start}-{start + length - 1}")["Body"]

    def _object(self, name: str) -> Any:
        return self.bucket.Object(self._normalize_name(name))

    @_as_os_error
    def replace(self, name: str, content: bytes) -> None:
        """Give an object another content; until that is whole, the former one is read."""
        super()._save(name, ContentFile(content))

    @_as_os_error
    def names(self) -> Iterator[str]:
        """Yield the names of all objects, those that no record knows any more among them."""
        prefix = f"{self.location}/"
        return iter([each.key.removeprefix(prefix) for each in self.bucket.objects.filter(Prefix=prefix)])
