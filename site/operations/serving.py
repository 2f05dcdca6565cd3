"""What each worker of the server loads: the application, in a process that ends with the server's main process."""

import multiprocessing
import signal

from operations.parent_death import end_with_parent

_parent = multiprocessing.parent_process()
if _parent is not None and _parent.pid is not None:
    # Until the server sets its own, a forked worker has the handler of the main process, which ends nothing here.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent(_parent.pid)

from config.wsgi import application  # noqa: E402

__all__ = ["application"]
