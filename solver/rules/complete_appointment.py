"""Rule: everyone and everything an appointment needs takes part."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.ids import CaseId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import listed
from planner.domain.wording import Text
from solver.departing import flies
from solver.duty import persons_of
from solver.hearing import attends
from solver.rule import ModeRule, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode

STAFFED = frozenset({ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.PRESENTATION})
"""Kinds that a regievoerder takes part in, and that last as long as asked."""


class CompleteAppointment(ModeRule):
    """Everyone concerned takes part from beginning to end, and the appointment lasts as long as it must."""

    id = RuleId("P24")
    title = Text(nl="Iedereen is erbij", en="Everyone is there")
    why = Text(
        nl="Een afspraak waaraan iemand of iets ontbreekt, kan niet doorgaan.",
        en="An appointment that lacks somebody or something cannot go ahead.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.HARD
    words = frozenset({Word.TOGETHER})
    kinds = frozenset(ActivityKind)
    missing = Text(
        nl="{who} ontbreekt bij de afspraak",
        en="{who} is missing from the appointment",
    )
    others = Text(
        nl="bij de afspraak horen alleen {wanted}, genoemd zijn {named}",
        en="the appointment is for {wanted} only, named are {named}",
    )
    officers = Text(
        nl="medewerkers",
        en="officers",
    )
    partly = Text(
        nl="{who} is er niet van begin tot eind bij",
        en="{who} is not there from beginning to end",
    )
    lasting = Text(
        nl="de afspraak moet {asked:minuut|minuten} duren, gepland: {planned}",
        en="the appointment must last {asked:minute|minutes}, {planned} {planned:!is|are} planned",
    )
    one_officer = Text(
        nl="er is niet precies één regievoerder bij",
        en="there is not exactly one regievoerder",
    )
    one_session = Text(
        nl="de presentatie neemt niet precies één zitting in voor {persons:persoon|personen}",
        en="the presentation does not take exactly one session for {persons:person|persons}",
    )
    one_flight = Text(
        nl="het vertrek neemt niet precies één vlucht in voor {persons:persoon|personen}",
        en="the departure does not take exactly one flight for {persons:person|persons}",
    )
    one_vehicle = Text(
        nl="het vervoer heeft niet precies één voertuig dat op de ene plaats ophaalt en op de andere brengt",
        en="the transport does not have exactly one vehicle that picks up in the one place and delivers in the other",
    )

    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Name what is missing."""
        return next(chain(_people(attends(known, activity), mode), _means(activity, mode)), None)


def _people(cases: Sequence[CaseId], mode: Mode) -> Iterator[str]:
    present = [CaseId(use.resource.id) for use in mode.uses if use.resource.kind is ResourceKind.CASE]
    missing = [case for case in cases if case not in present]
    if missing:
        yield CompleteAppointment.missing.say(who=listed(missing))
    if len(present) != len(set(present)) or set(present) - set(cases):
        yield CompleteAppointment.others.say(
            wanted=listed(cases) or CompleteAppointment.officers, named=listed(present)
        )
    short = [use.resource.id for use in mode.uses if use.lead < 0 or use.tail < 0]
    if short:
        yield CompleteAppointment.partly.say(who=listed(short))


def _means(activity: Activity, mode: Mode) -> Iterator[str]:
    if activity.kind in STAFFED:
        if mode.duration != activity.duration:
            yield CompleteAppointment.lasting.say(asked=activity.duration, planned=mode.duration)
        if _number(mode, ResourceKind.REGIEVOERDER) != 1:
            yield str(CompleteAppointment.one_officer)
    persons = persons_of(activity)
    if activity.kind is ActivityKind.PRESENTATION and not _counted(mode, ResourceKind.SESSION, persons):
        yield CompleteAppointment.one_session.say(persons=persons)
    if flies(activity) and not _counted(mode, ResourceKind.FLIGHT, persons):
        yield CompleteAppointment.one_flight.say(persons=persons)
    if activity.kind is ActivityKind.MOVE and not _two_stops(activity, mode):
        yield str(CompleteAppointment.one_vehicle)


def _number(mode: Mode, kind: ResourceKind) -> int:
    return sum(use.resource.kind is kind for use in mode.uses)


def _counted(mode: Mode, kind: ResourceKind, persons: int) -> bool:
    return [use.amount for use in mode.uses if use.resource.kind is kind] == [persons]


def _two_stops(activity: Activity, mode: Mode) -> bool:
    """Return whether one vehicle picks up at the start of the appointment, and delivers at its end."""
    vehicles = [use for use in mode.uses if use.resource.kind is ResourceKind.VEHICLE]
    if len(vehicles) != 1 or len(vehicles[0].stops) != 2:  # noqa: PLR2004 - pick-up and delivery
        return False
    pickup, delivery = vehicles[0].stops
    start = pickup.start if mode.fixed_start is None else mode.fixed_start
    places = (pickup.place, delivery.place) == (activity.place or pickup.place, activity.move.destination)
    return places and (pickup.start, delivery.end) == (start, start + mode.duration)
