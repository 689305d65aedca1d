"""Escorts by service number, in examples: R28a, P40, P41 and P42. T1 has a roster of K1 (a commander) and K2.

The duty for F1 (Monday 12:00-15:00) is 10:00-24:00: two hours before, nine after landing. F2 flies nine hours on
Tuesday at 12:00: from 10:00, and after landing at 21:00 another 1 + 11 + 2 + 9 + 1 = 24 hours: 35 hours in all.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.escorts import EscortOfficer, EscortSkill, EscortTeam
from planner.domain.ids import FlightId, OfficerId
from planner.domain.plan import Appointment
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute
from solver.mode import Use
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, found, other_duty, texts

LEAD, TAIL, LONG_TAIL = 120, 9 * 60, 24 * 60
K1, K2 = OfficerId("K1"), OfficerId("K2")
ON_F1, SUNDAY = "vlucht KL F1 (ma 23 nov 12:00)", date(2026, 11, 22)
COMMANDER = EscortOfficer(
    id=K1,
    team=w.T1,
    available=(w.HORIZON,),
    skills=frozenset({EscortSkill.COMMANDER}),
    passport_until=date(2031, 1, 1),
)
OTHER = replace(COMMANDER, id=K2, skills=frozenset())


def _team(amount: int, code: str = w.T1, tail: int = TAIL) -> Use:
    return w.use(ResourceKind.ESCORT, code, lead=LEAD, tail=tail, amount=amount)


def _officers(*codes: str, lead: int = LEAD, tail: int = TAIL) -> tuple[Use, ...]:
    return tuple(w.use(ResourceKind.OFFICER, code, lead=lead, tail=tail) for code in codes)


def _world(*officers: EscortOfficer, **changes: object) -> w.World:
    """Return a world in which C and B leave with escorts."""
    activities = [departure(w.C, escorted=True), departure(w.B, escorted=True)]
    return w.World(activities=activities).with_resources(officers=officers or (COMMANDER, OTHER), **changes)


def _leaves(world: w.World, *uses: Use, flight: FlightId = w.F1) -> Appointment:
    return flown(world, world.activities[0], flight, *uses)


# --- P40: named escorts ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param((_team(2), *_officers("K1", "K2")), [], id="two by name"),
        pytest.param((), [], id="nobody picked yet"),
        pytest.param((_team(2, w.T2),), [], id="a team without a roster"),
        pytest.param((_team(2),), ["escortteam T1 gaat mee met 2, met naam zijn er 0"], id="nobody by name"),
        pytest.param(
            (_team(2), *_officers("K1")), ["escortteam T1 gaat mee met 2, met naam is er 1"], id="one of two by name"
        ),
        pytest.param(
            (_team(1), *_officers("K1", "K2")), ["escortteam T1 gaat mee met 1, met naam zijn er 2"], id="one too many"
        ),
        pytest.param(
            (_team(2, w.T2), *_officers("K1")),
            ["escortteam T1 gaat mee met 0, met naam is er 1"],
            id="an officer of a team that does not go",
        ),
        pytest.param((_team(2), *_officers("K1", "K9")), ["begeleider K9 is niet bekend"], id="an unknown number"),
        pytest.param(
            (_team(1), *_officers("K2")),
            [f"{ON_F1}: onder de begeleiders moet 1 keer commandant zijn, er zijn er 0"],
            id="no commander",
        ),
        pytest.param(
            (_team(1), _team(1, w.T2), *_officers("K2")), [], id="a team without a roster sees to a commander itself"
        ),
    ],
)
def test_named_escorts(sent: tuple[Use, ...], said: list[str]) -> None:
    """What is wrong first is said; the carrier and the number asked are other rules."""
    world = _world()

    assert texts("P40", world, _leaves(world, *sent)) == said


def test_named_escorts_need_a_passport_of_some_length() -> None:
    """Home on Monday at 24:00: 180 days after 23 November 2026 is 22 May 2027."""
    for until, said in (
        (date(2027, 5, 22), []),
        (
            date(2027, 5, 21),
            [f"{ON_F1}: het paspoort van begeleider K2 is geldig tot en met 21-05-2027, nodig is 22-05-2027 (aanname)"],
        ),
        (None, [f"{ON_F1}: begeleider K2 heeft geen paspoort"]),
    ):
        world = _world(COMMANDER, replace(OTHER, passport_until=until))

        assert texts("P40", world, _leaves(world, _team(2), *_officers("K1", "K2"))) == said


def test_one_commander_among_two_is_enough_and_the_group_is_asked_when_its_flight_is_known() -> None:
    world = _world()
    unknown = _leaves(world, _team(1), *_officers("K2"))
    parts = tuple(p for p in unknown.participations if p.resource.kind is not ResourceKind.FLIGHT)

    assert found("P40", world, replace(unknown, participations=parts)) == []


# --- R28a: duty and rest of officers ---------------------------------------------------


@pytest.mark.parametrize(
    ("available", "said"),
    [
        pytest.param(Interval(w.clock(10), w.clock(24)), [], id="the whole duty"),
        pytest.param(
            Interval(w.clock(10, 1), w.clock(24)),
            ["begeleider K1 is er niet voor de hele dienst ma 23 nov 10:00-00:00"],
            id="a minute late",
        ),
        pytest.param(
            Interval(w.clock(10), Minute(w.clock(24) - 1)),
            ["begeleider K1 is er niet voor de hele dienst ma 23 nov 10:00-00:00"],
            id="a minute short",
        ),
    ],
)
def test_officer_is_there_for_the_whole_duty(available: Interval, said: list[str]) -> None:
    world = _world(replace(COMMANDER, available=(available,)), OTHER)

    assert texts("R28a", world, _leaves(world, _team(1), *_officers("K1"))) == said


def test_absent_officer_is_not_there() -> None:
    away = Absence(resource=ResourceRef(ResourceKind.OFFICER, K1), interval=Interval(w.clock(23), w.clock(24)))
    world = _world(absences=(away,))

    assert texts("R28a", world, _leaves(world, _team(1), *_officers("K1"))) == [
        "begeleider K1 is er niet voor de hele dienst ma 23 nov 10:00-00:00"
    ]


@pytest.mark.parametrize(
    ("uses", "said"),
    [
        pytest.param(
            _officers("K1", lead=LEAD - 5),
            ["de dienst van begeleider K1 is ma 23 nov 10:00-00:00, ingevuld is ma 23 nov 10:05-00:00"],
            id="reports late",
        ),
        pytest.param(
            _officers("K1", tail=TAIL - 5),
            ["de dienst van begeleider K1 is ma 23 nov 10:00-00:00, ingevuld is ma 23 nov 10:00-23:55"],
            id="home early",
        ),
        pytest.param(_officers("K9"), ["begeleider K9 is niet bekend"], id="unknown"),
    ],
)
def test_duty_of_an_officer_is_as_long_as_computed(uses: tuple[Use, ...], said: list[str]) -> None:
    world = _world()

    assert texts("R28a", world, _leaves(world, _team(1), *uses)) == said


def test_officer_without_a_known_flight_is_said() -> None:
    world = _world()
    planned = _leaves(world, _team(1), *_officers("K1"))
    parts = tuple(p for p in planned.participations if p.resource.kind is not ResourceKind.FLIGHT)

    assert texts("R28a", world, replace(planned, participations=parts)) == [
        "begeleider K1 is ingezet zonder bekende vlucht"
    ]


@pytest.mark.parametrize(
    ("minute", "said"),
    [
        pytest.param(0, [], id="eleven hours exactly"),
        pytest.param(
            -1,
            ["begeleider K1 is di 24 nov 00:00 klaar, rust tot di 24 nov 11:00, en moet di 24 nov 10:59 weer"],
            id="a minute less",
        ),
    ],
)
def test_officer_rests_between_duties(minute: int, said: list[str]) -> None:
    """Home on Monday at 24:00, rested on Tuesday at 11:00; the flight of 13:00 asks to report then."""
    departs = Minute(w.clock(13, 0, w.TUESDAY) + minute)
    world = _world(flights=(w.flight(w.F1, w.clock(12)), w.flight(w.F2, departs)))
    first = _leaves(world, _team(1), *_officers("K1"))
    second = flown(world, world.activities[1], w.F2, _team(1), *_officers("K1"))

    assert texts("R28a", world, second, first) == said


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        pytest.param(w.clock(13, 0, SUNDAY), [], id="home at 23:00: rested as the next begins"),
        pytest.param(
            w.clock(13, 1, SUNDAY),
            ["begeleider K1 is zo 22 nov 23:01 klaar, rust tot ma 23 nov 10:01, en moet ma 23 nov 10:00 weer"],
            id="home a minute later",
        ),
        pytest.param(w.clock(11, 0, w.TUESDAY), [], id="the next begins as he has rested"),
        pytest.param(
            w.clock(10, 59, w.TUESDAY),
            ["begeleider K1 is di 24 nov 00:00 klaar, rust tot di 24 nov 11:00, en moet di 24 nov 10:59 weer"],
            id="the next begins a minute early",
        ),
    ],
)
def test_duties_for_other_departures_count_before_and_after(starts: Minute, said: list[str]) -> None:
    """A duty of ten hours that is no part of this plan; two of those among themselves are not this plan's affair."""
    duties = (
        other_duty(starts, Minute(starts + 600), officers=("K1",)),
        other_duty(w.clock(9, 0, date(2026, 12, 10)), w.clock(18, 0, date(2026, 12, 10)), officers=("K1",)),
        other_duty(w.clock(9, 0, date(2026, 12, 10)), w.clock(18, 0, date(2026, 12, 10)), officers=("K1",)),
    )
    world = replace(_world(), other_duties=duties)

    assert texts("R28a", world, _leaves(world, _team(1), *_officers("K1"))) == said


# --- P41: a fair spread ----------------------------------------------------------------

LONG_AGO = Minute(w.clock(10, 0, w.TUESDAY) - 28 * MINUTES_PER_DAY)
"""Four weeks before the duty for F2 begins."""
FOUR = (EscortTeam(id=w.T2, base=w.AIRPORT, size=4, available=(w.HORIZON,)),)


@pytest.mark.parametrize(
    ("starts", "minutes", "cost"),
    [
        # 60 x 4 x 4 of a team of 4
        pytest.param(w.clock(8, 0, date(2026, 11, 9)), 1201, 240, id="twenty hours and a minute"),
        pytest.param(w.clock(8, 0, date(2026, 11, 9)), 1200, 0, id="twenty hours are not long"),
        pytest.param(Minute(LONG_AGO + 1), 2000, 240, id="a minute less than four weeks ago"),
        pytest.param(LONG_AGO, 2000, 0, id="four weeks ago"),
    ],
)
def test_another_long_duty_of_a_team_costs(starts: Minute, minutes: int, cost: int) -> None:
    """All four escorts of T2 go along on F2, 35 hours; they had a duty before."""
    before = other_duty(starts, Minute(starts + minutes), (w.T2, 4))
    world = replace(_world(escort_teams=FOUR), other_duties=(before,))

    said = found("P41", world, _leaves(world, _team(4, w.T2, LONG_TAIL), flight=w.F2))

    assert [(b.cost, b.because) for b in said] == (
        [(cost, "escortteam T2 heeft binnen vier weken al 1 andere lange dienst")] if cost else []
    )


def test_costs_of_more_long_duties_add_up_in_proportion_to_the_team() -> None:
    """Beside three of four before: 60 x 2 x 3 / 4 = 90; beside two more in this plan: 60 x 2 x 2 / 4 = 60."""
    start = w.clock(8, 0, date(2026, 11, 9))
    before = other_duty(start, Minute(start + 2000), (w.T2, 3))
    flights = (w.flight(w.F1, w.clock(12), hours=9), w.default_resources().flights[1])
    world = replace(_world(escort_teams=FOUR, flights=flights), other_duties=(before,))
    first = _leaves(world, _team(2, w.T2, LONG_TAIL))
    second = flown(world, world.activities[1], w.F2, _team(2, w.T2, LONG_TAIL))

    said = found("P41", world, first, second)

    assert [(b.activities, b.cost, b.because) for b in said] == [
        (("vertrek-C",), 90, "escortteam T2 heeft binnen vier weken al 1 andere lange dienst"),
        (("vertrek-B",), 150, "escortteam T2 heeft binnen vier weken al 2 andere lange diensten"),
    ]


def test_long_duties_of_a_roster_count_per_officer() -> None:
    """K1 had one before; T1 itself, which has a roster, costs nothing."""
    start = w.clock(8, 0, date(2026, 11, 9))
    before = other_duty(start, Minute(start + 2000), (w.T1, 2), officers=("K1", "K2"))
    world = replace(_world(), other_duties=(before,))
    planned = _leaves(world, _team(1, tail=LONG_TAIL), *_officers("K1", tail=LONG_TAIL), flight=w.F2)

    said = found("P41", world, planned)

    assert [(b.resource, b.cost, b.because) for b in said] == [
        (
            ResourceRef(ResourceKind.OFFICER, K1),
            60,
            "begeleider K1 heeft binnen vier weken al 1 andere lange dienst",
        )
    ]


def test_team_that_offers_nobody_counts_as_one() -> None:
    """T9 is not known: 60 x 1 x 1 of one."""
    start = w.clock(8, 0, date(2026, 11, 9))
    world = replace(_world(), other_duties=(other_duty(start, Minute(start + 2000), ("T9", 1)),))

    said = found("P41", world, _leaves(world, _team(1, "T9", LONG_TAIL), flight=w.F2))

    assert [b.cost for b in said] == [60]


def test_very_unlikely_repetition_costs_nothing_and_is_not_said() -> None:
    """60 x 1 x 1 of a team of 61 is less than 1."""
    start = w.clock(8, 0, date(2026, 11, 9))
    large = (replace(FOUR[0], size=61),)
    world = replace(_world(escort_teams=large), other_duties=(other_duty(start, Minute(start + 2000), (w.T2, 1)),))

    assert found("P41", world, _leaves(world, _team(1, w.T2, LONG_TAIL), flight=w.F2)) == []


def test_span_and_weight_are_those_of_the_later_duty() -> None:
    """From the Tuesday on a repetition weighs 100; the earlier duty was before that."""
    rest = [s for s in w.World().settings if (s.rule, s.key) != ("P41", "weight")]
    weight = next(s for s in w.World().settings if (s.rule, s.key) == ("P41", "weight"))
    changed = [
        replace(weight, valid_to=w.TUESDAY),
        replace(weight, value=100, valid_from=w.TUESDAY),
    ]
    start = w.clock(8, 0, w.MONDAY - timedelta(days=14))
    before = other_duty(start, Minute(start + 2000), (w.T2, 4))
    world = replace(_world(escort_teams=FOUR), other_duties=(before,), settings=(*rest, *changed))

    said = found("P41", world, _leaves(world, _team(4, w.T2, LONG_TAIL), flight=w.F2))

    assert [b.cost for b in said] == [400]


# --- P42: a language in common -----------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "speaks", "cost"),
    [
        pytest.param(("K1", "K2"), (), 30, id="nobody"),
        pytest.param(("K1", "K2"), ("K2",), 0, id="the second"),
        pytest.param(("K1",), ("K2",), 30, id="somebody who stays at home"),
        pytest.param(("K1", "K9"), (), 30, id="of an unknown one nothing is known"),
        pytest.param((), (), 0, id="nobody by name yet"),
    ],
)
def test_an_officer_speaks_the_language(codes: tuple[str, ...], speaks: tuple[str, ...], cost: int) -> None:
    """C speaks Tigrinya."""
    officers = [
        replace(officer, languages=frozenset({w.TIGRINYA} if officer.id in speaks else ()))
        for officer in (COMMANDER, OTHER)
    ]
    world = _world(*officers)

    said = found("P42", world, _leaves(world, _team(2), *_officers(*codes)))

    assert [(b.cost, b.because) for b in said] == (
        [(cost, "geen van de begeleiders spreekt een taal van de persoon")] if cost else []
    )
