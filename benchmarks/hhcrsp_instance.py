"""The format of Mankowska's home health care instances: reading, saying as a route problem, checking a plan.

The check knows nothing of the search and works with the numbers as they are. Nothing is searched here.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NotRequired, TypedDict

import numpy as np

from solver.kernel.problem import FAR, RouteProblem
from solver.kernel.vocabulary import Vocabulary

SCALE = 1000
"""Whole units in one unit of distance and time; the instances have three decimals."""
OFFICE = 0
LEFT_OUT = 10**9
"""What it costs to leave a service out: more than any plan."""
TOLERANCE = 2e-3


class _Asked(TypedDict):
    service: str
    duration: NotRequired[float]


class _Tie(TypedDict):
    type: str
    distance: NotRequired[list[float]]


class _PatientRow(TypedDict):
    id: str
    time_window: list[float]
    required_caregivers: list[_Asked]
    synchronization: NotRequired[_Tie]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Who asks for one service or two; two start ``least`` to ``most`` apart and are given by two people."""

    name: str
    opens: float
    due: float
    services: tuple[tuple[str, float], ...]
    least: float = 0.0
    most: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """Patients, who can do what, and the distances between the office (place 0) and the patients."""

    name: str
    patients: tuple[Patient, ...]
    abilities: Mapping[str, frozenset[str]]
    distances: tuple[tuple[float, ...], ...]

    def visits(self) -> list[tuple[int, int]]:
        """Return all visits: the number of the patient and of the service."""
        return [(p, s) for p, patient in enumerate(self.patients) for s in range(len(patient.services))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A service given to a patient; ``patient`` is a number."""

    patient: int
    service: str
    start: float
    end: float


Plan = Mapping[str, Sequence[Visit]]
"""The visits of each caregiver in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a plan costs, and what is wrong with it."""

    distance: float
    tardiness: float
    worst: float
    wrong: tuple[str, ...]

    @property
    def cost(self) -> float:
        """The mean of distance, total tardiness and largest tardiness."""
        return (self.distance + self.tardiness + self.worst) / 3


def read_instance(path: Path) -> Instance:
    """Return the instance in a file, packed or not."""
    raw = path.read_bytes()
    data = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    lasting = {row["id"]: row["default_duration"] for row in data["services"]}
    return Instance(
        name=path.name.split(".")[0],
        patients=tuple(_patient(row, lasting) for row in data["patients"]),
        abilities={row["id"]: frozenset(row["abilities"]) for row in data["caregivers"]},
        distances=tuple(tuple(row) for row in data["distances"]),
    )


def _patient(row: _PatientRow, lasting: Mapping[str, float]) -> Patient:
    opens, due = row["time_window"]
    tie = row.get("synchronization")
    least, most = tie["distance"][:2] if tie and tie["type"] != "simultaneous" else (0.0, 0.0)
    services = tuple(
        (one["service"], one.get("duration", lasting[one["service"]])) for one in row["required_caregivers"]
    )
    return Patient(name=row["id"], opens=opens, due=due, services=services, least=least, most=most)


def route_problem(instance: Instance) -> RouteProblem:
    """Say an instance in the words of the kernel; visit ``i`` is stop and request ``i`` of ``instance.visits()``."""
    travel = np.array([[_whole(distance) for distance in row] for row in instance.distances], np.int64)
    words = Vocabulary(travel, grid=1)
    for _ in instance.abilities:
        words.calendar(words.route(OFFICE, OFFICE), 0, FAR)
    words.worst_lateness(1)
    for number, patient in enumerate(instance.patients):
        asked: list[int] = []
        for service, minutes in patient.services:
            visit = words.visit(number + 1, _whole(minutes), penalty=LEFT_OUT)
            (stop,) = words.stops_of(visit)
            words.time_window(stop, _whole(patient.opens), FAR)
            words.due(stop, _whole(patient.due), 1)
            words.skill(visit, {k for k, able in enumerate(instance.abilities.values()) if service in able})
            asked.append(visit)
        if len(asked) > 1:
            words.together(asked[0], asked[1], _whole(patient.least), _whole(patient.most))
    return words.build()


def plan_of(instance: Instance, routes: Sequence[Sequence[int]], starts: Sequence[Sequence[int]]) -> Plan:
    """Return the plan that routes and starts of ``route_problem`` mean."""
    visits = instance.visits()
    return {
        name: [_visit(instance, visits[stop], start / SCALE) for stop, start in zip(route, timed, strict=True)]
        for name, route, timed in zip(instance.abilities, routes, starts, strict=True)
    }


def _visit(instance: Instance, visit: tuple[int, int], start: float) -> Visit:
    service, minutes = instance.patients[visit[0]].services[visit[1]]
    return Visit(patient=visit[0], service=service, start=start, end=round(start + minutes, 3))


def as_solution(instance: Instance, plan: Plan) -> dict[str, object]:
    """Return a plan in the words of the set's own solution files."""

    def location(visit: Visit) -> dict[str, object]:
        patient = instance.patients[visit.patient].name
        times = {"arrival_time": visit.start, "departure_time": visit.end}
        return {"patient": patient, "service": visit.service, **times}

    routes = [{"caregiver_id": name, "locations": [location(v) for v in row]} for name, row in plan.items() if row]
    return {"routes": routes}


def check(instance: Instance, plan: Plan) -> Checked:
    """Return what a plan costs, and what is wrong with it."""
    given = [((v.patient, v.service), (who, v)) for who, row in plan.items() for v in row]
    wrong = [line for who, row in plan.items() for line in _wrong_on_the_way(instance, who, row)]
    wanted = [(p, instance.patients[p].services[s][0]) for p, s in instance.visits()]
    if sorted(key for key, _ in given) != sorted(wanted):
        wrong.append("not every service is given exactly once")
    by_service = dict(given)
    wrong += [line for p in range(len(instance.patients)) for line in _wrong_together(instance, p, by_service)]
    late = [max(0.0, visit.start - instance.patients[visit.patient].due) for _, (_, visit) in given]
    travelled = sum(_distance(instance, [v.patient + 1 for v in row]) for row in plan.values())
    return Checked(distance=travelled, tardiness=sum(late), worst=max(late, default=0.0), wrong=tuple(wrong))


def _distance(instance: Instance, places: Sequence[int]) -> float:
    way = [OFFICE, *places, OFFICE] if places else []
    return sum(instance.distances[here][there] for here, there in pairwise(way))


def _wrong_on_the_way(instance: Instance, who: str, row: Sequence[Visit]) -> Iterator[str]:
    """Yield what one caregiver cannot do: skills, lengths, opening times and travel."""
    here, free = OFFICE, 0.0
    for visit in row:
        patient = instance.patients[visit.patient]
        if visit.service not in instance.abilities[who]:
            yield f"{who} lacks {visit.service}"
        minutes = dict(patient.services).get(visit.service, float("inf"))
        if visit.end - visit.start < minutes - TOLERANCE:
            yield f"{patient.name}: {visit.service} is cut short"
        if visit.start < max(patient.opens, free + instance.distances[here][visit.patient + 1]) - TOLERANCE:
            yield f"{who} is not at {patient.name} by {visit.start}"
        here, free = visit.patient + 1, visit.end


def _wrong_together(
    instance: Instance, number: int, given: Mapping[tuple[int, str], tuple[str, Visit]]
) -> Iterator[str]:
    """Yield what is wrong between the two services of one patient."""
    patient = instance.patients[number]
    both = [given.get((number, service)) for service, _ in patient.services]
    if len(both) == 2 and both[0] and both[1]:  # noqa: PLR2004 - two services
        apart = both[1][1].start - both[0][1].start
        if not patient.least - TOLERANCE <= apart <= patient.most + TOLERANCE:
            yield f"{patient.name}: {apart:.3f} apart, {patient.least} to {patient.most} allowed"
        if both[0][0] == both[1][0]:
            yield f"{patient.name}: one caregiver gives both services"


def _whole(value: float) -> int:
    return round(value * SCALE)
