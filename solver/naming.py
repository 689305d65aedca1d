"""What an officer calls things: places, flights, sessions and pools in the language spoken. No plan, no search."""

from collections.abc import Iterable

from planner.domain.activities import Activity, Term
from planner.domain.civil import day_of
from planner.domain.ids import FlightId, PlaceId, SessionId
from planner.domain.language_names import language_name
from planner.domain.norm_words import assumed, quoted
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import latest, moment
from planner.domain.time import Minute
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver.known import Known

_NOWHERE = Text(nl="een onbekende plaats", en="an unknown place")
_FLIGHT = Text(nl="vlucht {number}", en="flight {number}")
_FLIGHT_AT = Text(nl="vlucht {number} ({moment})", en="flight {number} ({moment})")
_SESSION = Text(nl="zitting {code}", en="session {code}")
_SESSION_AT = Text(nl="de zitting bij {place} ({moment})", en="the session at {place} ({moment})")
_ROOM = Text(nl="gesprekskamer in {place}", en="conversation room in {place}")
_INTERPRETER = Text(nl="tolk {language}", en="interpreter {language}")
_ESCORTS = Text(nl="escortteam {team}", en="escort team {team}")


def norm(known: Known, rule: str, key: str, at: Minute, activity: Activity | None = None) -> str:
    """Return a norm in force at a moment as a sentence quotes it: ``3 werkdagen``, with a word when it is assumed."""
    return quoted(known.settings.get(rule, key, on=day_of(at), regime=activity.regime if activity else None))


def due(known: Known, activity: Activity, terms: Iterable[Term]) -> str:
    """Return when the first of some terms ends: ``uiterlijk za 21 nov``, with a word when its norm is assumed."""
    first = min(terms, key=lambda term: known.deadline(activity, term))
    setting = known.settings.find(first.rule, first.key, on=first.anchor, regime=activity.regime)
    return f"{latest(known.deadline(activity, first), known.now)}{assumed(setting)}"


def place(known: Known, code: PlaceId | None) -> str:
    """Return a place's name."""
    if code is None:
        return str(_NOWHERE)
    found = known.places.get(code)
    return code if found is None else found.name


def flight(known: Known, code: str) -> str:
    """Return ``vlucht KL 565 (ma 23 nov 13:30)``."""
    found = known.flights.get(FlightId(code))
    if found is None:
        return _FLIGHT.say(number=code)
    return _FLIGHT_AT.say(number=found.number, moment=moment(found.departs))


def session(known: Known, code: str) -> str:
    """Return ``de zitting bij Ambassade X (ma 23 nov 09:00)``."""
    found = known.sessions.get(SessionId(code))
    if found is None:
        return _SESSION.say(code=code)
    mission = known.missions.get(found.mission)
    where = found.mission if mission is None else place(known, mission.place)
    return _SESSION_AT.say(place=where, moment=moment(found.interval.start))


def resource(known: Known, ref: ResourceRef) -> str:
    """Return what a resource is called."""
    match ref.kind:
        case ResourceKind.FLIGHT:
            return flight(known, ref.id)
        case ResourceKind.SESSION:
            return session(known, ref.id)
        case ResourceKind.ROOM:
            return _ROOM.say(place=place(known, PlaceId(ref.id)))
        case ResourceKind.INTERPRETER:
            return _INTERPRETER.say(language=language_name(ref.id))
        case ResourceKind.ESCORT:
            return _ESCORTS.say(team=ref.id)
        case _:
            return f"{word(ref.kind)} {ref.id}"
