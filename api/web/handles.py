"""What stands for a case or an activity in an address: worth nothing without the secret of the installation.

Not allowed here: who may open what a handle stands for.
"""

import base64
import hmac
import threading
from collections.abc import Callable, Iterable

from planner.domain.cases import Case
from planner.domain.ids import ActivityKey, CaseId
from planner.ports.store import Store

LENGTH = 16
"""Characters of five bits: enough that no two of a million are alike, and nobody guesses one."""
_PURPOSE = "handles in addresses"


class Handles:
    """Makes handles, and finds what they stand for among what there is now."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock, self._looking = threading.Lock(), threading.Lock()
        self._key = b""
        self._cases: dict[str, CaseId] = {}

    def of_case(self, case: CaseId) -> str:
        """Return the handle of a case."""
        return self._made(f"zaak {case}")

    def of_activity(self, activity: ActivityKey) -> str:
        """Return the handle of an activity."""
        return self._made(f"activiteit {activity}")

    def case(self, handle: str) -> CaseId | None:
        """Return the case that a handle stands for, None for one that stands for nothing."""
        with self._lock:
            known = self._cases.get(handle)
        return known or self._looked_up(handle)

    def activity(self, handle: str, among: Iterable[ActivityKey]) -> ActivityKey | None:
        """Return which of these activities a handle stands for."""
        return _first(handle, among, self.of_activity)

    def _looked_up(self, handle: str) -> CaseId | None:
        """Look among the cases that there are now."""
        if len(handle) != LENGTH:
            return None
        with self._looking:
            if handle in self._cases:
                return self._cases[handle]
            with self._store.reading() as books:
                cases = [CaseId(key) for key in books.facts.keys(Case)]
            found = {self.of_case(case): case for case in cases}
            with self._lock:
                self._cases = found
            return found.get(handle)

    def _made(self, text: str) -> str:
        digest = hmac.digest(self._secret(), text.encode(), "sha256")
        return base64.b32encode(digest)[:LENGTH].decode().lower()

    def _secret(self) -> bytes:
        if not self._key:
            with self._store.reading() as books:
                self._key = books.audit.signature(_PURPOSE).encode()
        return self._key


def _first(handle: str, among: Iterable[ActivityKey], of: Callable[[ActivityKey], str]) -> ActivityKey | None:
    return next((key for key in among if hmac.compare_digest(of(key), handle)), None)
