"""Starts the site as `make run` does, in a folder of its own, on a free port, and stops it by its process id."""

import os
import re
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PROJECT = Path(__file__).parents[1]
SECONDS_TO_START = 240


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(data_dir: Path | str, port: int, **variables: str) -> dict[str, str]:
    """Return the environment of a site of its own."""
    inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return {**inherited, "DATA_DIR": str(data_dir), "PORT": str(port), "PYTHONUNBUFFERED": "1", **variables}


def serve(env: dict[str, str], *arguments: str) -> "subprocess.Popen[str]":
    """Start `manage.py serve` with what it prints on one pipe."""
    return subprocess.Popen(
        [sys.executable, str(PROJECT / "manage.py"), "serve", *arguments],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@dataclass
class RunningSite:
    """The site with its demo, served by the production server."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    printed: str = ""
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process id of what was started, which watches over the server and the job runner."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended, once it has."""
        return self._process.returncode

    def __enter__(self) -> "RunningSite":
        self._process = serve(environment(self.data_dir, self.port, **self.variables), "--prepare", "--demo")
        self._watchdog = threading.Timer(SECONDS_TO_START, self._process.kill)
        self._watchdog.start()
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.printed += line
            if "Stop with" in line:
                break
        else:
            raise AssertionError(f"The site did not start:\n{self.printed}")
        self._wait_for_an_answer()
        self._watchdog.cancel()
        return self

    def __exit__(self, *exception: object) -> None:
        self._watchdog.cancel()
        self._process.terminate()
        rest, _ = self._process.communicate(timeout=30)
        self.printed += rest

    def _wait_for_an_answer(self) -> None:
        while self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
        raise AssertionError(f"The site stopped:\n{self.printed}")

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Return the status and the text of an answer, after redirects."""
        try:
            with urlopen(Request(self.url + path, headers=headers), timeout=30) as response:
                return response.status, response.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def run(self, code: str) -> None:
        """Run Python with Django set up, in the same folder, as an editor's work in another process would."""
        command = [sys.executable, str(PROJECT / "manage.py"), "shell", "-c", code]
        subprocess.run(
            command,
            env=environment(self.data_dir, self.port, **self.variables),
            check=True,
            timeout=60,
            capture_output=True,
        )

    def login(self) -> tuple[str, str]:
        """Return the address and the password that were printed for the administrator."""
        match = re.search(r"Log in as administrator: +(\S+) +(\S+)", self.printed)
        assert match is not None, self.printed
        return match[1], match[2]
