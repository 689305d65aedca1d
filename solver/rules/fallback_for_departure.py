"""Rule R35: a fallback for each departure."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.failing import FailStage
from planner.domain.ids import RuleId, VehicleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.settings import Mark
from planner.domain.time import Interval, Minute
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver.failing import with_rides
from solver.fallbacks import claim_of, claims_of, holds
from solver.idle_vehicles import idle_of
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.domain.plan import Breach, Fallback
    from planner.domain.vehicles import Vehicle
    from solver.failing import Failing
    from solver.fallbacks import Claims
    from solver.idle_vehicles import Idle
    from solver.known import Known
    from solver.view import Part

_NOBODY = VehicleId("")
"""Where a fallback has no vehicle."""


class FallbackForDeparture(Rule):
    """Each stage at which a forced or escorted departure can fail, and for which nobody is ready, costs 1.

    A fallback counts when its vehicle can do it inside the shift, besides the planned rides, and does not stand ready
    for too many at a time. Worked out after transport.
    """

    id = RuleId("R35")
    title = Text(nl="Terugval als een vertrek niet doorgaat", en="Fallback when a departure fails")
    why = Text(
        nl="Gezagvoerder of maatschappij kan weigeren; dan weet iedereen waar de persoon heen gaat en wie rijdt.",
        en="Captain or carrier may refuse; then everyone knows where the person goes and who drives.",
    )
    source = Text(
        nl="werkwijze bij weigering door gezagvoerder of maatschappij; tijden en aantallen zijn aannames",
        en="working method upon refusal by captain or carrier; times and numbers are assumptions",
    )
    norm = frozenset({Mark.SECONDARY})
    level = Level.TIMELY
    scope = ScopeKind.PLAN
    words = frozenset({Word.COST, Word.SHARED_SLOT})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        *(("R35", key) for key in ("gate", "captain", "handling", "wait", "share", "share-standby")),
        ("R28", "rest"),
        ("R41", "ride"),
        *(("R40", key) for key in ("shift", "driving", "break", "rest")),
    )
    not_ready = Text(
        nl="als het vertrek bij {stage} niet doorgaat: {wrong}",
        en="if the departure fails at {stage}: {wrong}",
    )
    nothing = Text(
        nl="niets geregeld",
        en="nothing arranged",
    )
    no_vehicle = Text(
        nl="geen voertuig",
        en="no vehicle",
    )
    cannot = Text(
        nl="voertuig {vehicle} kan de rit terug zo niet rijden",
        en="vehicle {vehicle} cannot make the ride back like this",
    )
    too_many = Text(
        nl="voertuig {vehicle} staat dan voor te veel vertrekken tegelijk klaar",
        en="vehicle {vehicle} then stands ready for too many departures at a time",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per stage without a fallback that holds."""
        items = [item for item in with_rides(view.known, view.appointments) if item.needs_fallback]
        if scope.kind is not ScopeKind.PLAN or not items:
            return
        given = {(fallback.activity, fallback.stage): fallback for fallback in view.plan.fallbacks}
        idle = _promised(view)
        claims = claims_of(view, {item.departure.key: item for item in items})
        for item in items:
            for stage in FailStage:
                fallback = given.get((item.departure.key, stage))
                wrong = str(self.nothing) if fallback is None else _wrong(view.known, item, fallback, idle, claims)
                if wrong is not None:
                    because = self.not_ready.say(stage=word(stage), wrong=wrong)
                    yield self.breach(item.departure.key, because=because)


def _promised(view: View) -> Mapping[VehicleId, Sequence[Idle]]:
    """Return when the vehicles that fallbacks count on are idle, around the moments at which they do."""
    moments: dict[VehicleId, list[Minute]] = {}
    for one in view.plan.fallbacks:
        found = (at for at in (one.known_at, one.leaves, one.back_at) if at is not None)
        moments.setdefault(one.vehicle or _NOBODY, []).extend(found)
    return {
        code: tuple(idle_of(view.known, vehicle, _rides(view, vehicle), Interval(min(at), Minute(max(at) + 1))))
        for code, at in moments.items()
        if (vehicle := view.known.vehicles.get(code)) is not None
    }


def _rides(view: View, vehicle: Vehicle) -> list[Part]:
    return [one for one in view.parts(ResourceRef(ResourceKind.VEHICLE, vehicle.id)) if one.participation.stops]


def _wrong(
    known: Known, item: Failing, fallback: Fallback, idle: Mapping[VehicleId, Sequence[Idle]], claims: Claims
) -> str | None:
    """Say what is wrong with a fallback; None when it holds."""
    if fallback.vehicle is None:
        return fallback.because or str(FallbackForDeparture.no_vehicle)
    stretches = idle.get(fallback.vehicle)
    if stretches is None or not holds(known, item, fallback, stretches):
        return FallbackForDeparture.cannot.say(vehicle=fallback.vehicle)
    claim = claim_of(item, fallback)
    if claim is not None and claims.too_many(known.vehicles[fallback.vehicle], claim):
        return FallbackForDeparture.too_many.say(vehicle=fallback.vehicle)
    return None
