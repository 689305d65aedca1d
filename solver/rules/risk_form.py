"""Rule R34: the risk form reaches the carrier in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of, day_start
from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.settings import Mark
from planner.domain.spelling import day, days
from planner.domain.time import Interval
from planner.domain.wording import Text
from solver import naming
from solver.departing import flight_of, forced
from solver.rule import WindowRule, Word
from solver.standing import or_published

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode


class RiskForm(WindowRule):
    """The risk form of a forced departure was sent, or can still be sent, the carrier's days before the flight."""

    id = RuleId("R34a")
    title = Text(nl="Risicoformulier op tijd", en="Risk form in time")
    why = Text(
        nl="De luchtvaartmaatschappij beoordeelt vooraf of zij de vreemdeling meeneemt.",
        en="The carrier decides beforehand whether it takes the person along.",
    )
    source = Text(nl="voorwaarden van de luchtvaartmaatschappij", en="conditions of the carrier")
    norm = frozenset({Mark.SECONDARY})
    anchor = Text(nl="vlucht", en="flight")
    override = OverrideRight.PARTNER
    exception_by = Text(
        nl="de luchtvaartmaatschappij beslist: leg haar voorwaarden vast",
        en="the carrier decides: record its conditions",
    )
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.TERM})
    kinds = frozenset({ActivityKind.DEPARTURE})
    whole = False
    early = Text(
        nl="het risicoformulier {what}; voor {flight} moet het {notice} vooraf",
        en="the risk form {what}; for {flight} it must be sent {notice} ahead",
    )
    not_sent = Text(
        nl="is nog niet verstuurd",
        en="has not been sent yet",
    )
    sent = Text(
        nl="is verstuurd op {day}",
        en="was sent on {day}",
    )
    the_flight = Text(nl="de vlucht", en="the flight")

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return everything from the first day for which the form is in time; what was published may stay."""
        notice = _notice(known, mode)
        if notice is None or not forced(activity):
            return None
        first = day_start(_sent(known, activity) + timedelta(days=notice))
        return or_published(known, activity, mode, (Interval(first),))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say when the form was sent and when it should have been."""
        flight, notice = flight_of(known, mode), _notice(known, mode) or 0
        called = str(self.the_flight) if flight is None else naming.flight(known, flight.id)
        sent = activity.departure.risk_form_sent
        what = str(self.not_sent) if sent is None else self.sent.say(day=day(day_start(sent)))
        return self.early.say(what=what, flight=called, notice=days(notice))


def _notice(known: Known, mode: Mode) -> int | None:
    flight = flight_of(known, mode)
    carrier = None if flight is None else known.carriers.get(flight.carrier)
    return None if carrier is None else carrier.risk_form_days


def _sent(known: Known, activity: Activity) -> date:
    return activity.departure.risk_form_sent or day_of(known.now)
