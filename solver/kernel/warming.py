"""Compiling the kernel beside other work, the first time on a machine. Not allowed here: searching.

``python -m solver.kernel.warming`` compiles everything now, so that nothing later has to wait for it.
"""

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

from solver.kernel.compiled import COMPILED_PACKAGES, ready_mark

POLL_SECONDS = 0.2
_ORDER = """import sys
from solver.kernel.warming import compile_all

compile_all(sys.argv[1])
"""


def compile_all(package: str) -> None:
    """Compile a package, or load it, and note that it is there."""
    import_module(f"solver.{package}.{COMPILED_PACKAGES[package]}").warm_up()
    mark = ready_mark(package)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


class Warming:
    """A process that compiles the kernel into the cache while the earlier stages run on.

    Nothing is started when the kernel of these sources was compiled before. ``package`` is the one that holds it.
    """

    def __init__(self, package: str = "kernel") -> None:
        self._process: subprocess.Popen[bytes] | None = None
        if not ready_mark(package).exists():
            order = [sys.executable, "-c", _ORDER, package]
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


def compile_everything() -> None:
    """Compile all packages side by side and return when that is done; end with 1 when one could not be."""
    for work in [Warming(package) for package in COMPILED_PACKAGES]:
        work.wait(lambda: False)
    missing = [package for package in COMPILED_PACKAGES if not ready_mark(package).exists()]
    if missing:
        sys.exit(f"not compiled: {', '.join(missing)}\nThe errors are above; searches compile at first use instead.")


if __name__ == "__main__":
    compile_everything()
