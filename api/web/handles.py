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
DIGEST = LENGTH * 5 // 8
"""Bytes that so many characters are made of."""
KEPT = 200_000
"""Handles in memory."""
_PURPOSE = "handles in addresses"


class Handles:
    """Makes handles, and finds what they stand for among what there is now."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock, self._looking = threading.Lock(), threading.Lock()
        self._key = b""
        self._cases: dict[str, CaseId] = {}
        self._made_of: dict[str, str] = {}
        """Handles of texts, as they were made: pages show the same ones again and again."""

    def of_case(self, case: CaseId) -> str:
        """Return the handle of a case."""
        return self._made(f"zaak {case}")

    def of_activity(self, activity: ActivityKey) -> str:
        """Return the handle of an activity."""
        return self._made(f"activiteit {activity}")

    def ready(self) -> None:
        """Make the handles of the cases that there are now, before anybody asks for one; once."""
        with self._lock:
            known = bool(self._cases)
        if not known:
            self._looked_up("0" * LENGTH)

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
        found = self._made_of.get(text)
        if found is None:
            digest = hmac.digest(self._secret(), text.encode(), "sha256")
            found = base64.b32encode(digest[:DIGEST])[:LENGTH].decode().lower()
            if len(self._made_of) >= KEPT:
                self._made_of.clear()
            self._made_of[text] = found
        return found

    def _secret(self) -> bytes:
        if not self._key:
            with self._store.reading() as books:
                self._key = books.audit.signature(_PURPOSE).encode()
        return self._key


def _first(handle: str, among: Iterable[ActivityKey], of: Callable[[ActivityKey], str]) -> ActivityKey | None:
    return next((key for key in among if hmac.compare_digest(of(key), handle)), None)
