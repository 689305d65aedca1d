"""Activities that nobody can plan, each for one known cause, so that a planner's reasons can be judged.

Not allowed here: activities that can be planned.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from planner.domain.activities import Activity, InterpreterNeed, MoveRole
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey
from planner.domain.resources import Capacity
from planner.domain.time import Interval, Minute
from planner.sample.bookings import Booking, Fate
from planner.sample.conversations import Draft, conversation
from planner.sample.countries import SCARCE_LANGUAGES, WITHOUT_INTERPRETER
from planner.sample.people import Unit
from planner.sample.regievoerders import Staff
from planner.sample.vehicles import LARGEST, night_of
from planner.sample.world import World

Cause = tuple[ActivityKey, str]
"""Which activity, and why in Dutch."""
PER_THOUSAND = 35
_MINUTES = 60
_FATES = {
    Fate.EXPIRED: "reisdocument verloopt vóór de eerste vlucht",
    Fate.BLOCKED: "absoluut beletsel (Rule 39) tijdens het hele venster",
    Fate.MEMBER_BLOCKED: "gezinslid mag niet vertrekken (artikel 64); het gezin reist samen",
    Fate.OPEN_INDEPENDENT: "zelfstandig traject staat nog open",
    Fate.NO_FLIGHT: "geen vlucht naar de bestemming in de vier weken",
}
NO_SESSION = "de vertegenwoordiging houdt in de vier weken geen zitting"
_SERVES_NOTHING = "het vertrek waarvoor dit vervoer is, kan niet: "


def count_of(total: int) -> int:
    """Return how many of so many items are made impossible: three and a half in a hundred, rounded up."""
    return -(-total * PER_THOUSAND // 1000)


def hopeless_departures(bookings: Iterable[Booking], serving: Iterable[Activity]) -> list[Cause]:
    """Return the departures that cannot be, and the transport that would serve them."""
    causes = {booking.key: _FATES[booking.fate] for booking in bookings if booking.fate is not None}
    moves = [move for move in serving if move.move.serves in causes]
    return [
        *causes.items(),
        *((move.key, _SERVES_NOTHING + causes[move.move.serves]) for move in moves if move.move.serves),
    ]


def conversations_without_way(
    world: World, staff: Staff, idle: Sequence[Unit], rooms: Iterable[Capacity], count: int
) -> list[tuple[Activity, Cause]]:
    """Return so many conversations that cannot be held, the causes taking turns."""
    return _Hopeless(world, staff, idle, rooms).draw(count)


class _Hopeless:
    """Looks for units and days for which a cause holds whatever else is planned."""

    def __init__(self, world: World, staff: Staff, idle: Sequence[Unit], rooms: Iterable[Capacity]) -> None:
        self._world, self._staff = world, staff
        self._stream = world.stream("unplannable")
        self._units = [unit for unit in idle if unit.head.language not in SCARCE_LANGUAGES]
        self._stream.shuffle(self._units)
        self._open = {(room.resource.id, day_of(room.interval.start)) for room in rooms}
        self._away = {(absence.resource.id, day_of(absence.interval.start)) for absence in staff.absences}

    def draw(self, count: int) -> list[tuple[Activity, Cause]]:
        """Return so many, fewer only when no unit is left."""
        found: list[tuple[Activity, Cause]] = []
        finders: tuple[Callable[[Unit], tuple[date, date, str] | None], ...] = (
            self._absent,
            self._day_off,
            self._closed,
            self._no_room,
            self._no_interpreter,
        )
        turn = 0
        while len(found) < count and turn < len(finders) * (count + len(self._units)):
            one = self._first(finders[turn % len(finders)])
            turn += 1
            if one is not None:
                found.append(one)
        return found

    def _first(self, finder: Callable[[Unit], tuple[date, date, str] | None]) -> tuple[Activity, Cause] | None:
        for index, unit in enumerate(self._units):
            hit = finder(unit)
            if hit is not None:
                del self._units[index]
                return self._made(unit, *hit)
        return None

    def _made(self, unit: Unit, first: date, last: date, text: str) -> tuple[Activity, Cause]:
        draft = Draft(unit=unit, step="voortgang", minutes=_MINUTES, day=first, first=first, last=last)
        activity = conversation(self._stream, self._world, draft)
        if unit.head.language == WITHOUT_INTERPRETER:
            activity = replace(activity, interpreter=InterpreterNeed.REQUIRED)
        return activity, (activity.key, text)

    def _absent(self, unit: Unit) -> tuple[date, date, str] | None:
        for day in self._world.working_days:
            if (unit.group.owner, day) in self._staff.unattended:
                return day, day, f"{_who(unit)} is op de enige dag afwezig, zonder vervanger"
        return None

    def _day_off(self, unit: Unit) -> tuple[date, date, str] | None:
        owner = unit.group.owner
        weekdays = {hours.weekday for hours in self._staff.regievoerders[owner].hours}
        off = [day for day in self._world.working_days if day.weekday() not in weekdays]
        if not off or owner in self._staff.acting:
            return None
        return off[0], off[0], f"{_who(unit)} werkt niet op de enige dag"

    def _closed(self, _: Unit) -> tuple[date, date, str]:
        for day in self._world.week.days()[:5]:
            if not self._world.dutch.is_working(day):
                return day, day, "het venster valt op een feestdag"
        sunday = self._world.week.days()[6]
        return sunday, sunday, "het venster valt op een zondag"

    def _no_room(self, unit: Unit) -> tuple[date, date, str] | None:
        for day in self._world.working_days:
            if (unit.place, day) not in self._open:
                return day, day, "geen gespreksruimte op de locatie op de enige dag"
        return None

    def _no_interpreter(self, unit: Unit) -> tuple[date, date, str] | None:
        if unit.head.language != WITHOUT_INTERPRETER:
            return None
        days = self._world.working_days
        return days[0], days[-1], "geen tolk voor de taal in deze week"


def _who(unit: Unit) -> str:
    """Name the only one who may hold the conversation."""
    if unit.head.specialisms:
        return f"de regievoerder met specialisme {min(unit.head.specialisms)}"
    return "de regievoerder"


def spoil_moves(
    world: World, moves: Sequence[Activity], serving: Sequence[Activity]
) -> tuple[list[Activity], list[Cause]]:
    """Make some requests of the chain impossible; return all of them, and the causes."""
    stream = world.stream("spoiled moves")
    free = [i for i, move in enumerate(moves) if not move.cases and not move.move.apart_from]
    chosen = stream.sample(free, min(len(free), count_of(len(moves) + len(serving))))
    result, causes = list(moves), list[Cause]()
    for number, index in enumerate(sorted(chosen)):
        result[index], text = _SPOILERS[number % len(_SPOILERS)](moves[index])
        causes.append((result[index].key, text))
    return result, causes


def _wheelchair_at_night(move: Activity) -> tuple[Activity, str]:
    night = night_of(day_of(move.window.start))
    detail = replace(
        move.move, wheelchair=True, persons=1, child_seats=0, role=MoveRole.CHAIN, pickup=night, delivery=night
    )
    return replace(move, window=night, detail=detail), "geen rolstoelvoertuig in dienst op dat tijdstip"


def _group_too_large(move: Activity) -> tuple[Activity, str]:
    detail = replace(move.move, persons=LARGEST + 3, wheelchair=False, child_seats=0)
    return replace(move, detail=detail), "de groep past in geen enkel voertuig"


def _too_little_time(move: Activity) -> tuple[Activity, str]:
    """Ask for delivery to end five minutes after the earliest pick-up is over."""
    start = move.window.start
    pickup = Interval(start, Minute(start + 15))
    delivery = Interval(start, Minute(start + move.move.pickup_service + 5))
    window = Interval(start, delivery.end)
    detail = replace(move.move, pickup=pickup, delivery=delivery)
    return replace(move, window=window, detail=detail), "de rit past niet tussen ophalen en afleveren"


_SPOILERS = (_wheelchair_at_night, _group_too_large, _too_little_time)
