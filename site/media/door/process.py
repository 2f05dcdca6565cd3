"""The child process that opens files of others: `python -m media.door.process`, started by `child`.

It reads one line of JSON that says what to do and then the file, and answers with a line of JSON and the clean file.
A fault in a decoder meets a process with little memory, little time, no secrets in its environment and no way to open
a file or a connection.
"""

import importlib
import json
import resource
import sys

from media.door import limits
from media.door.refusals import Reason, Refused


def main(task: str) -> None:
    """Clean the file on standard input. The task names the module that does it."""
    module = importlib.import_module(f"media.door.{task}")
    module.prepare()
    confine()
    order = json.loads(sys.stdin.buffer.readline())
    try:
        clean, facts = module.obey(order, sys.stdin.buffer.read())
        if len(clean) > limits.ANSWER_BYTES:
            raise MemoryError
    except Refused as refused:
        clean, facts = b"", {"refused": refused.reason, "found": refused.found}
    except MemoryError:
        clean, facts = b"", {"refused": Reason.TOO_DEMANDING, "found": ""}
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
    sys.stdout.buffer.write(clean)


def confine() -> None:
    """Give up what cleaning does not need. There is no way back from a hard limit."""
    for limit, value in (
        (resource.RLIMIT_AS, limits.ADDRESS_SPACE),
        (resource.RLIMIT_CPU, limits.PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        # Standard input, output and error are open: nothing else can be.
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    main(sys.argv[1])
