"""The processes of a running site, and what its database says, read from outside."""

from pathlib import Path

from running_site import RunningSite


def children_of(pid: int) -> dict[int, str]:
    """Return the running children of a process by their process id, each with its command."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            if int(parent) == pid and state != "Z":
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return found


def server_of(site: RunningSite) -> int:
    """Return the process id of the server's main process."""
    (pid,) = [pid for pid, command in children_of(site.pid).items() if "granian" in command]
    return pid


def workers_of(site: RunningSite) -> list[int]:
    """Return the process ids of the server's workers."""
    return [pid for pid, command in children_of(server_of(site)).items() if "granian" in command]


def runner_of(site: RunningSite) -> int:
    """Return the process id of the job runner."""
    (pid,) = [pid for pid, command in children_of(site.pid).items() if "run_jobs" in command]
    return pid
