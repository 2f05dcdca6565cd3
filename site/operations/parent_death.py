"""Ends a process when the process that started it ends, however that happens. Imports the standard library alone."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # prctl(2)
# Loaded beforehand: between fork and exec nothing may be imported.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


def end_with_parent(parent: int) -> None:
    """Have the kernel send SIGTERM to this process when its parent, of that process id, ends.

    Linux alone can do this; elsewhere processes whose parent was killed with SIGKILL must be ended by hand. It is
    not inherited: each process asks for itself, after fork.
    """
    if _libc is None:
        return
    _libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
    # The parent may have ended before the kernel was asked.
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
