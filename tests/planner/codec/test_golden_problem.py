"""The golden Problem of version 1 opens in every later version, with the hash it always had."""

from dataclasses import MISSING, dataclass, fields, is_dataclass, make_dataclass, replace
from pathlib import Path

import orjson

from planner.codec.canonical import from_bytes, to_bytes
from planner.codec.problems import PART_NAMES, decode_problem, encode_problem, part_hashes, problem_hash
from planner.domain.activities import DepartureDetail, MoveDetail, PresentationDetail
from planner.domain.facts import FACT_TYPES
from planner.domain.plan import Appointment, Participation, Stop
from planner.domain.problem import Problem
from planner.domain.resources import TravelTable
from planner.domain.time import Minute
from tests.planner.codec.golden import golden_problem

FILE = Path(__file__).parent / "golden_problem_v1.json"
HASH = "a5199c340bba145da408253f290014e9063eeb2db0d33e36c23b47d4af1cc77c"

BORN_LATER: frozenset[str] = frozenset(
    {
        *("EscortOfficer", "Booking", "StandbyApproval", "SessionPattern"),
        *("PartnerReference", "EscortBrief", "ReceivingAuthority", "DutyNumber", "HandOverItem", "Subscriber"),
        *("Dossier", "PhaseChange", "Procedure", "Reception", "LegalMoment", "Clearance", "Override"),
        *("Possibility", "Barrier", "Support", "Representative", "Contact", "InformationRequest", "MotivationPhase"),
    }
)
"""Names of types of fact that version 1 did not have."""


def test_the_golden_problem_decodes_equal() -> None:
    assert from_bytes(FILE.read_bytes(), Problem) == golden_problem()


def test_the_golden_problem_still_has_its_bytes_and_its_hash() -> None:
    problem = from_bytes(FILE.read_bytes(), Problem)

    assert to_bytes(problem) == FILE.read_bytes().rstrip()
    assert problem_hash(problem) == HASH


def test_the_golden_problem_comes_back_from_its_parts() -> None:
    encoded = encode_problem(golden_problem())

    assert decode_problem(encoded.head, encoded.parts) == golden_problem()


def test_a_problem_shares_the_parts_that_another_has() -> None:
    golden = golden_problem()
    later = replace(golden, recorded_at=Minute(golden.recorded_at + 60), pins=(), settings=golden.settings[:1])
    encoded, named = encode_problem(later), part_hashes(encode_problem(golden).head)
    same = {name for name, reference in part_hashes(encoded.head).items() if named[name] == reference}
    own = {reference: data for reference, data in encoded.parts.items() if reference not in named.values()}

    found = decode_problem(encoded.head, own, golden, same)

    assert found == later
    assert same == {*PART_NAMES} - {"settings"}
    assert all(getattr(found, name) is getattr(golden, name) for name in same)


def test_the_golden_problem_uses_every_type() -> None:
    used = types_in(golden_problem())

    details = {DepartureDetail, PresentationDetail, MoveDetail, TravelTable, Appointment, Participation, Stop}
    assert {kind.__name__ for kind in (set(FACT_TYPES) | details) - used} == BORN_LATER


def test_a_field_that_the_golden_problem_does_not_mention_has_a_default() -> None:
    text = FILE.read_text(encoding="utf-8")
    without = {
        f"{kind.__name__}.{field.name}"
        for kind in types_in(golden_problem())
        if is_dataclass(kind)
        for field in fields(kind)
        if f'"{field.name}":' not in text and field.default is MISSING and field.default_factory is MISSING
    }

    assert without == set()


def test_a_new_field_with_a_default_keeps_the_bytes() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Old:
        name: str
        count: int = 0

    new = make_dataclass(
        "Old", [("name", str), ("count", int, 0), ("later", tuple[str, ...], ())], frozen=True, kw_only=True
    )

    assert to_bytes(new(name="a")) == to_bytes(Old(name="a"))
    assert from_bytes(to_bytes(Old(name="a", count=2)), new) == new(name="a", count=2)


def test_a_problem_of_a_version_with_a_new_field_keeps_its_hash() -> None:
    problem = golden_problem()
    later = make_dataclass("Problem", [("novelty", tuple[str, ...], ())], bases=(Problem,), frozen=True, kw_only=True)
    values = {field.name: getattr(problem, field.name) for field in fields(Problem)}

    assert problem_hash(later(**values)) == problem_hash(problem)
    assert problem_hash(later(**values, novelty=("x",))) != problem_hash(problem)


def test_a_field_of_a_later_version_is_passed_over() -> None:
    plain = orjson.loads(FILE.read_bytes())
    plain["novelty"] = 1

    assert from_bytes(orjson.dumps(plain), Problem) == golden_problem()


def types_in(value: object) -> set[type]:
    if is_dataclass(value):
        return {type(value)}.union(*(types_in(getattr(value, field.name)) for field in fields(value)))
    if isinstance(value, tuple | frozenset):
        return set[type]().union(*(types_in(item) for item in value))
    return set()
