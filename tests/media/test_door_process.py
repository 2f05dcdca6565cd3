"""The child process that opens files: what it may use, and what becomes of an upload when it fails."""

import json
import resource
import subprocess
import sys
import tempfile
import threading
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tell_tale_files import drawing, encoded

from media.door import child, limits
from media.door.pictures import clean_picture
from media.door.refusals import Reason, Refused

SOURCE_ROOT = Path(child.__file__).parents[2]
MEGABYTE = 1024 * 1024


def answering(script: str) -> tuple[str, ...]:
    """Return a command for a child that runs a few lines of Python and answers with what it prints."""
    return (sys.executable, "-P", "-c", script)


def test_the_child_sees_nothing_of_the_servers_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSENT_ENCRYPTION_KEYS", "a key")
    monkeypatch.setenv("SECRET_KEY", "another")
    monkeypatch.setattr(child, "_COMMAND", answering("import os, json; print(json.dumps(dict(os.environ)))"))
    _content, environment = child.run("pixels", {}, b"")
    assert set(environment) <= {"PYTHONPATH", "LC_ALL", "MALLOC_ARENA_MAX", "LD_LIBRARY_PATH"}


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/passwd')",
        "open('/tmp/left-behind', 'w')",
        "__import__('socket').socket()",
        "bytearray(2_000_000_000)",
    ],
)
def test_the_child_can_open_nothing_and_take_little(deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    script = f"""
import json, socket
from media.door.process import confine
confine()
try:
    {deed}
except (OSError, MemoryError) as error:
    print(json.dumps({{"hindered": type(error).__name__}}))
else:
    print(json.dumps({{"hindered": ""}}))
"""
    monkeypatch.setattr(child, "_COMMAND", answering(script))
    _content, facts = child.run("pixels", {}, b"")
    assert facts["hindered"] in ("OSError", "MemoryError")


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Reason.TOO_DEMANDING),
        ("import time; time.sleep(600)", Reason.TOO_DEMANDING),
        ("raise KeyError('a fault of a decoder')", Reason.DAMAGED),
        ("""print('{"refused": "too_demanding", "found": ""}')""", Reason.TOO_DEMANDING),
    ],
)
def test_a_child_that_fails_is_a_file_that_is_turned_away(
    script: str, reason: Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_COMMAND", answering(script))
    monkeypatch.setattr(limits, "CLOCK_SECONDS", 2)
    with pytest.raises(Refused) as refused:
        clean_picture(encoded(drawing((8, 8))))
    assert refused.value.reason is reason


def test_the_processor_time_of_a_child_is_limited() -> None:
    script = "from media.door import limits; limits.PROCESSOR_SECONDS = 1\n"
    script += "from media.door.process import confine; confine()\nwhile True: pass"
    ended = subprocess.run(answering(script), env=child._environment(), timeout=60, check=False)
    assert ended.returncode < 0


def test_an_upload_does_not_wait_for_its_turn_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(limits, "SECONDS_IN_THE_QUEUE", 0.01)
    content = encoded(drawing((8, 8)))
    with child._turns, pytest.raises(Refused) as refused:
        clean_picture(content)
    assert refused.value.reason is Reason.BUSY
    assert clean_picture(content)


def bombs() -> dict[str, bytes]:
    """Return small files that ask for a lot of memory."""
    huge = Image.new("L", (7200, 7200))
    return {
        "50 million pixels of nothing in a PNG": encoded(huge, compress_level=9),
        "a progressive JPEG of 50 million pixels": encoded(huge.convert("RGB"), "JPEG", progressive=True, quality=5),
        "a WebP of 50 million pixels": encoded(huge, "WEBP", quality=1, method=0),
    }


def test_memory_is_bounded_in_the_child_and_does_not_grow_in_the_parent() -> None:
    # A process of its own, since the peak of a process and of its children is kept for all of its life.
    script = """
import json, resource, sys
from media.door import pictures, refusals
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
content = sys.stdin.buffer.read()
try:
    pictures.clean_picture(content)
except refusals.Refused:
    pass
parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps([parent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""
    for name, content in bombs().items():
        ended = subprocess.run(
            answering(script), input=content, capture_output=True, check=True, env=child._environment(), timeout=120
        )
        parent, children = json.loads(ended.stdout)
        assert parent * 1024 < 80 * MEGABYTE, name
        assert children * 1024 < limits.ADDRESS_SPACE, name


def test_a_picture_that_needs_more_memory_than_allowed_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "from media.door import limits, process; limits.ADDRESS_SPACE = 300 * 1024 * 1024; process.main('pixels')"
    monkeypatch.setattr(child, "_COMMAND", answering(script))
    with pytest.raises(Refused) as refused:
        clean_picture(bombs()["a progressive JPEG of 50 million pixels"])
    assert refused.value.reason in (Reason.TOO_DEMANDING, Reason.DAMAGED)


def test_nothing_is_left_in_the_folder_for_temporary_files() -> None:
    before = {path.name for path in Path(tempfile.gettempdir()).iterdir()}
    for content in (encoded(drawing((8, 8))), b"\xff\xd8\xff broken"):
        try:
            clean_picture(content)
        except Refused:
            continue
    new = {path.name for path in Path(tempfile.gettempdir()).iterdir()} - before
    assert not [name for name in new if name.startswith("tmp")]


def test_the_limits_of_a_child_are_not_those_of_the_server() -> None:
    clean_picture(encoded(drawing((8, 8))))
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 3
    assert BytesIO(bytes(10)).read()
