"""Starts a textbed for a run of tests where none is named."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import Optional

# What textbed exec runs: it says where textbed is, and ends with the tests, however they end.
_TELLS = "import os, sys; print(os.environ['TEXTBED_URL'], flush=True); sys.stdin.read()"


class Server:
    """The textbed that ``TEXTBED_URL`` names, or one that is started when it is first asked for and ends with the run."""

    def __init__(self, url: Optional[str] = None) -> None:
        self._url = url or os.environ.get("TEXTBED_URL")
        self._process: Optional[subprocess.Popen[str]] = None

    @property
    def url(self) -> str:
        if self._url is None:
            self._url = self._start()
        return self._url

    def stop(self) -> None:
        if self._process is not None:
            self._process.communicate()

    def _start(self) -> str:
        command = shlex.split(os.environ.get("TEXTBED_COMMAND") or "textbed")
        if shutil.which(command[0]) is None:
            raise RuntimeError(
                f"There is no command {command[0]!r} to start textbed with: install it (npm install --global textbed), "
                "say in TEXTBED_COMMAND how it is started (such as npx textbed), or in TEXTBED_URL where it is."
            )
        arguments = [*command, "exec", "--quiet", "--", sys.executable, "-c", _TELLS]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        assert self._process.stdout is not None
        url = self._process.stdout.readline().strip()
        if url:
            return url
        _said, why = self._process.communicate()
        raise RuntimeError(f"{shlex.join(command)} did not start: {why.strip()}")
