"""Removing what is past its term: sessions that ended, runs of the clock, settled notices and lines of the audit log.

Not allowed here: facts, plans and publications; they are the record of what was decided.
"""

from planner.domain.civil import day_of
from planner.domain.clockwork import GROUP
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.store import Store
from planner.usecases.access.audit_term import let_lines_go
from planner.usecases.clock.running import ACTOR, clock_settings

_SECONDS_PER_DAY = 86_400


def keep_terms(store: Store, now: Minute) -> str:
    """Remove what is past its term and say how much."""
    with store.transaction() as books:
        settings, on = clock_settings(books), day_of(now)
        runs = settings.value(GROUP, "runs-kept", on=on)
        tasks = settings.value(GROUP, "notices-kept", on=on)
        ended = books.clock.forget(ended_before=books.clock.now() - runs * _SECONDS_PER_DAY)
        settled = books.tasks.forget(done_before=Minute(now - tasks * MINUTES_PER_DAY))
        sessions = books.sessions.prune(now)
    gone = let_lines_go(store, now, actor=ACTOR)
    log = f"; {gone.lines} regels van het logboek tot en met zegel {gone.through}" if gone.lines else ""
    return f"{sessions} sessies, {settled} meldingen en {ended} regels van de klok verwijderd{log}"
