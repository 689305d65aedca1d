"""Removing what is past its term: sessions, runs of the clock, notices, messages, words about disruptions, the log.

Of a disruption first its free text goes, later who reported it and whom it was about; that it happened, when and why in
a code, stays for counting. Not allowed here: facts, plans and publications; they are the record of what was decided.
"""

from planner.domain.civil import day_of
from planner.domain.clockwork import GROUP
from planner.domain.once import KEPT_DAYS
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.store import Store
from planner.usecases.access.audit_term import let_lines_go
from planner.usecases.clock.running import ACTOR, clock_settings
from planner.usecases.scenarios.expire import expire_scenarios

_SECONDS_PER_DAY = 86_400


def keep_terms(store: Store, now: Minute) -> str:
    """Remove what is past its term and say how much."""
    with store.transaction() as books:
        settings, on = clock_settings(books), day_of(now)
        runs = settings.value(GROUP, "runs-kept", on=on)
        tasks = settings.value(GROUP, "notices-kept", on=on)
        ended = books.clock.forget(ended_before=books.clock.now() - runs * _SECONDS_PER_DAY)
        settled = books.tasks.forget(done_before=_ago(now, tasks))
        sessions = books.sessions.prune(now)
        notes = books.disruptions.forget_notes(before=_ago(now, settings.value(GROUP, "notes-kept", on=on)))
        emptied = books.disruptions.forget(before=_ago(now, settings.value(GROUP, "disruptions-kept", on=on)))
        books.kept_answers.forget(before=books.clock.now() - KEPT_DAYS * _SECONDS_PER_DAY)
        messages = books.outbox.forget(before=_ago(now, settings.value(GROUP, "messages-kept", on=on)))
    expired = expire_scenarios(store, now, actor=ACTOR)
    gone = let_lines_go(store, now, actor=ACTOR)
    log = f"; {gone.lines} regels van het logboek tot en met zegel {gone.through}" if gone.lines else ""
    words = f"; {notes} toelichtingen en {emptied} inhouden van verstoringen gewist" if notes or emptied else ""
    told = f"; {messages} berichten" if messages else ""
    over = f"; {expired} scenario's verlopen" if expired else ""
    return f"{sessions} sessies, {settled} meldingen en {ended} regels van de klok verwijderd{told}{words}{over}{log}"


def _ago(now: Minute, days: int) -> Minute:
    return Minute(now - days * MINUTES_PER_DAY)
