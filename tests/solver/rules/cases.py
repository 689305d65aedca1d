"""What the example tables of the rules are made of: appointments in the small world, and what one rule says."""

from planner.domain.activities import (
    Activity,
    ActivityKind,
    DepartureDetail,
    MoveDetail,
    MoveRole,
    PresentationDetail,
)
from planner.domain.cases import Track
from planner.domain.ids import CaseId, FlightId, PlaceId, RuleId, SessionId, VehicleId, appointment_id
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, Plan, Stop, appointment, part, with_parts
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.known import Known
from solver.mode import Mode, Use
from solver.rule import WindowRule
from solver.rulebook import RULEBOOK
from tests.solver import world as w
from tests.solver.rules.languages import in_both_languages
from tests.solver.rules.said import hear

RULES = {rule.id: rule for rule in RULEBOOK}


def found(rule: str, world: w.World, *appointments: Appointment, plan: Plan | None = None) -> list[Breach]:
    """Return what one rule says of a plan, after seeing that it says the same in English."""
    asked, view = RULES[RuleId(rule)], world.view(*appointments, plan=plan)
    breaches = in_both_languages(asked, view, world.activities)
    hear(breaches)
    return breaches


def texts(rule: str, world: w.World, *appointments: Appointment) -> list[str]:
    """Return the sentences."""
    return [breach.because for breach in found(rule, world, *appointments)]


def costs(rule: str, world: w.World, *appointments: Appointment) -> dict[Level, int]:
    """Return the costs per level."""
    result: dict[Level, int] = {}
    for breach in found(rule, world, *appointments):
        result[breach.level] = result.get(breach.level, 0) + breach.cost
    return result


def conversation(name: str = "g", **changes: object) -> Activity:
    """Return a conversation of an hour with A at the azc, in the week."""
    facts: dict[str, object] = {
        "key": w.key(name),
        "kind": ActivityKind.CONVERSATION,
        "step": "gesprek",
        "duration": 60,
        "window": w.SCOPE,
        "cases": (w.A,),
        "place": w.AZC,
    }
    return Activity(**{**facts, **changes})  # type: ignore[arg-type]


def talk(activity: Activity, start: Minute, *extra: Use, who: str = w.R1, place: PlaceId = w.AZC) -> Appointment:
    """Return the conversation with a regievoerder in a room."""
    uses = (w.use(ResourceKind.REGIEVOERDER, who), w.use(ResourceKind.ROOM, place), *extra)
    return w.mode(activity, place, *uses).at(start)


def presentation(name: str = "p", **changes: object) -> Activity:
    """Return a presentation of 20 minutes of A."""
    facts: dict[str, object] = {
        "key": w.key(name),
        "kind": ActivityKind.PRESENTATION,
        "step": "presentatie",
        "duration": 20,
        "window": w.HORIZON,
        "cases": (w.A,),
        "detail": PresentationDetail(mission=w.MISSION),
    }
    return Activity(**{**facts, **changes})  # type: ignore[arg-type]


def heard(activity: Activity, start: Minute, session: SessionId = w.SESSION) -> Appointment:
    """Return the presentation in a session."""
    amount = len(activity.cases)
    uses = (w.use(ResourceKind.REGIEVOERDER, w.R1), w.use(ResourceKind.SESSION, session, amount=amount))
    return w.mode(activity, w.MISSION_PLACE, *uses).at(start)


def departure(code: CaseId = w.A, **changes: object) -> Activity:
    """Return a forced departure to XX, booked by DT&V, unescorted."""
    detail = {"track": Track.FORCED, "country": w.XX}
    own = {name: changes.pop(name) for name in tuple(changes) if name in DepartureDetail.__dataclass_fields__}
    facts: dict[str, object] = {
        "key": w.key(f"vertrek-{code}"),
        "kind": ActivityKind.DEPARTURE,
        "step": "vertrek",
        "duration": 60,
        "window": w.HORIZON,
        "cases": (code,),
        "detail": DepartureDetail(**{**detail, **own}),  # type: ignore[arg-type]
    }
    return Activity(**{**facts, **changes})  # type: ignore[arg-type]


def flown(world: w.World, activity: Activity, flight: FlightId = w.F1, *extra: Use) -> Appointment:
    """Return the departure on a flight."""
    taken = Known(world.problem()).flights[flight]
    seat = w.use(ResourceKind.FLIGHT, flight, amount=len(activity.cases))
    return w.mode(activity, w.AIRPORT, seat, *extra, duration=taken.arrives - taken.departs).at(taken.departs)


def on_day(activity: Activity, day: Interval) -> Appointment:
    """Return a departure of which only the day is known."""
    assert day.end is not None
    uses = tuple(w.use(ResourceKind.CASE, code) for code in activity.cases)
    return Mode(activity.key, w.AIRPORT, day.end - day.start, uses, all_day=True).at(day.start)


def move(name: str = "v", role: MoveRole = MoveRole.CHAIN, **changes: object) -> Activity:
    """Return a request to bring one man from the azc to the airport."""
    own = {field: changes.pop(field) for field in tuple(changes) if field in MoveDetail.__dataclass_fields__}
    detail: dict[str, object] = {"destination": w.AIRPORT, "role": role}
    facts: dict[str, object] = {
        "key": w.key(name),
        "kind": ActivityKind.MOVE,
        "step": "vervoer",
        "duration": 60,
        "window": w.SCOPE,
        "place": w.AZC,
        "detail": MoveDetail(**{**detail, **own}),  # type: ignore[arg-type]
    }
    return Activity(**{**facts, **changes})  # type: ignore[arg-type]


def ridden(activity: Activity, pickup: Minute, delivery: Minute, vehicle: VehicleId = w.BUS) -> Appointment:
    """Return the move with its two stops starting at these moments."""
    detail, identity = activity.move, appointment_id(activity.key)
    end = Minute(delivery + detail.delivery_service)
    place = activity.place or w.AZC
    stops = (
        Stop(place=place, start=pickup, end=Minute(pickup + detail.pickup_service)),
        Stop(place=detail.destination, start=delivery, end=end),
    )
    ref = ResourceRef(ResourceKind.VEHICLE, vehicle)
    parts = [part(identity, ref, pickup, end, amount=detail.persons, stops=stops)]
    parts += [part(identity, ResourceRef(ResourceKind.CASE, code), pickup, end) for code in activity.cases]
    return Appointment(
        id=identity, activity=activity.key, start=pickup, end=end, place=place, participations=tuple(parts)
    )


def other_duty(start: Minute, end: Minute, *teams: tuple[str, int], officers: tuple[str, ...] = ()) -> Appointment:
    """Return a published duty of a departure outside the problem."""
    bare = appointment(w.key("elders"), start, end, w.AIRPORT)
    refs = [(ResourceRef(ResourceKind.ESCORT, team), amount) for team, amount in teams]
    refs += [(ResourceRef(ResourceKind.OFFICER, officer), 1) for officer in officers]
    return with_parts(bare, *(part(bare.id, ref, start, end, amount=amount) for ref, amount in refs))


def reason(rule: str, world: w.World, activity: Activity, mode: Mode) -> str:
    """Return what a rule says of one way of carrying out an activity, whatever the time."""
    asked = RULES[RuleId(rule)]
    assert isinstance(asked, WindowRule)
    because = asked.because(Known(world.problem()), activity, mode)
    hear([asked.breach(activity.key, because=because)])
    return because
