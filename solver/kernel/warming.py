"""Compiling the kernel beside other work, the first time on a machine. Not allowed here: searching."""

import subprocess
import sys
from collections.abc import Callable

from solver.kernel.compiled import cache_folder

POLL_SECONDS = 0.2


class Warming:
    """A process that compiles the kernel into the cache while the earlier stages run on.

    Nothing is started when the kernel of these sources was compiled before. ``package`` is the one that holds it.
    """

    def __init__(self, package: str = "kernel") -> None:
        self._process: subprocess.Popen[bytes] | None = None
        if not any(cache_folder().glob(f"{package}_*/*.nbi")):
            order = [sys.executable, "-c", f"from solver.{package}.search import warm_up; warm_up()"]
            self._process = subprocess.Popen(order, stdin=subprocess.DEVNULL)  # noqa: S603 - our own interpreter

    @property
    def needed(self) -> bool:
        """Whether there is something to wait for."""
        return self._process is not None

    def wait(self, stopped: Callable[[], bool]) -> None:
        """Wait until the kernel is compiled, or give up when stopped; failing is not an error: we compile ourselves."""
        while self._process is not None:
            try:
                self._process.wait(POLL_SECONDS)
            except subprocess.TimeoutExpired:
                if not stopped():
                    continue
                self._process.kill()
                self._process.wait()
            self._process = None
