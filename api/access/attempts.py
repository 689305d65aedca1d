"""Counting wrong attempts to get in: per source, and per name from wherever they come.

Not allowed here: HTTP.
"""

from api.server.lockout import Lockout

FREE_PER_SOURCE = 50
"""Wrong attempts from one source under any names: an office may share its address."""


class Attempts:
    """Who has to wait before trying again."""

    def __init__(self) -> None:
        self._sources = Lockout(free_per_machine=FREE_PER_SOURCE)
        self._names = Lockout()

    def wait(self, source: str, name: str) -> int:
        """Return the seconds to wait, 0 when somebody may try."""
        return max(self._sources.wait(source, _key(name)), self._names.wait(_key(name)))

    def wrong(self, source: str, name: str) -> None:
        """Count a wrong attempt."""
        self._sources.wrong(source, _key(name))
        self._names.wrong(_key(name))

    def right(self, source: str, name: str) -> None:
        """Forgive what went wrong under a name."""
        self._sources.right(source, _key(name))
        self._names.right(_key(name))


def _key(name: str) -> str:
    return "naam " + "".join(filter(str.isprintable, name.strip().lower()))[:64]
