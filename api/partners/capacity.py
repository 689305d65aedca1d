"""What partners say they have: escorts of a team, vehicles out of service. Sittings have a page of their own.

Not allowed here: templates, and storing (``planner.usecases.partners.state_capacity``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from api.partners.tools import Partners, number_in, span_of
from api.web.speech import _
from planner.domain.access import Field, Permission, Role, Visitor
from planner.domain.escorts import EscortTeam
from planner.domain.ids import EscortTeamId, VehicleId
from planner.domain.resources import Absence, ResourceKind
from planner.domain.spelling import stretch
from planner.domain.steps import StepRefusedError
from planner.domain.time import Minute
from planner.domain.vehicles import Vehicle
from planner.usecases.partners.state_capacity import state_escorts, state_vehicle

LINES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What a partner has, in words, and what it may choose from."""

    teams: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()
    lines: tuple[tuple[str, str, str], ...] = ()
    """Of which means, when, and how much."""

    def __bool__(self) -> bool:
        return bool(self.teams or self.vehicles)


def capacity(work: Partners, visitor: Visitor) -> Capacity:
    """Return what who asks may state, and what stands from now on."""
    if not visitor.may(Permission.STATE_CAPACITY):
        return Capacity()
    now = work.clock.now()
    with work.store.reading() as books:
        teams = books.facts.in_force(EscortTeam) if visitor.sees(Field.ESCORT) else ()
        vehicles = books.facts.in_force(Vehicle) if visitor.sees(Field.TRANSPORT) else ()
        away = books.facts.in_force(Absence) if vehicles else ()
    own = visitor.code if visitor.role in (Role.KMAR, Role.DJI) else ""
    seen_teams = [one for one in teams if own not in {str(t.id) for t in teams} or str(one.id) == own]
    seen_vehicles = [str(one.id) for one in vehicles if own not in {str(v.id) for v in vehicles} or str(one.id) == own]
    return Capacity(
        teams=tuple(str(one.id) for one in seen_teams),
        vehicles=tuple(seen_vehicles),
        lines=(*_offered(seen_teams, now), *_away(away, seen_vehicles, now))[:LINES],
    )


def _offered(teams: list[EscortTeam], now: Minute) -> list[tuple[str, str, str]]:
    return [
        (str(team.id), stretch(offer.interval.start, offer.interval.end), str(offer.escorts))
        for team in teams
        for offer in team.offers
        if offer.interval.end is not None and offer.interval.end > now
    ]


def _away(away: tuple[Absence, ...], vehicles: list[str], now: Minute) -> list[tuple[str, str, str]]:
    return [
        (one.resource.id, stretch(one.interval.start, one.interval.end), _("buiten dienst"))
        for one in away
        if one.resource.kind is ResourceKind.VEHICLE
        and one.resource.id in vehicles
        and one.interval.end is not None
        and one.interval.end > now
    ]


def state(work: Partners, visitor: Visitor, given: Mapping[str, str], *, actor: str) -> None:
    """Record what was filled in; raise ValueError in words."""
    mine = capacity(work, visitor)
    if given.get("team") in mine.teams and given.get("team"):
        team = EscortTeamId(given["team"])
        state_escorts(work.store, work.clock, team, span_of(given), number_in(given, "aantal"), actor=actor)
    elif given.get("voertuig") in mine.vehicles and given.get("voertuig"):
        back = given.get("dienst") == "in"
        vehicle = VehicleId(given["voertuig"])
        state_vehicle(work.store, work.clock, vehicle, span_of(given), in_service=back, actor=actor)
    else:
        raise StepRefusedError(_("er is geen middel gekozen"), _("Kies een team of voertuig uit de lijst."))
