"""Writing down who looks at which cases and what for, before an answer is given.

Not allowed here: what is shown.
"""

from collections.abc import Iterable

from starlette.requests import Request

from api.web.guard import visitor_of
from planner.domain.audit import Deed
from planner.domain.ids import CaseId
from planner.ports.surroundings import Clock
from planner.usecases.access.reading_log import ReadLog

READ = "read"


class Reads:
    """Notes one line per request that shows cases; returns when the line is stored durably."""

    def __init__(self, log: ReadLog, clock: Clock) -> None:
        self._log, self._clock = log, clock

    def __call__(self, request: Request, *, cases: Iterable[str], purpose: str) -> None:
        """Note that who asks sees these cases; nothing is noted where there are none."""
        looked_at = tuple(CaseId(case) for case in sorted(set(cases)))
        if looked_at:
            request.state.noted = (*noted(request), (purpose, looked_at))
            actor = visitor_of(request).account
            self._log.note(
                Deed(at=self._clock.now(), actor=actor, action=READ, kind="zaak", cases=looked_at, purpose=purpose)
            )


def noted(request: Request) -> tuple[tuple[str, tuple[CaseId, ...]], ...]:
    """Return what was noted of a request so far: what for, and which cases."""
    found: tuple[tuple[str, tuple[CaseId, ...]], ...] = getattr(request.state, "noted", ())
    return found
