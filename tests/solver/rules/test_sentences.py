"""Sentences that no other example makes a rule say; each is kept in ``said`` too."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import InterpreterNeed, MoveRole, PresentationDetail, Term
from planner.domain.cases import Condition, ConditionFact, DocumentState, Track, TrackFact, TravelDocument
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.commitments import Pin, PinGrade
from planner.domain.flights import CountryRule
from planner.domain.ids import MissionId, PlaceId, RuleId, SessionId, VehicleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Assignment, Plan, Reason
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.rule import Rule
from solver.rules.terms import TERMS
from tests.solver import world as w
from tests.solver.rules.cases import (
    conversation,
    departure,
    flown,
    found,
    heard,
    move,
    presentation,
    reason,
    ridden,
    talk,
    texts,
)

NO_DOCUMENT = "geen reisdocument dat de hele reis geldig is"
ON_F1 = "vlucht KL F1 (ma 23 nov 12:00)"


def _without(planned: Appointment, *kinds: ResourceKind) -> Appointment:
    parts = tuple(part for part in planned.participations if part.resource.kind not in kinds)
    return replace(planned, participations=parts)


# --- conversations -----------------------------------------------------------------------


def test_two_who_do_not_work_together_are_both_named() -> None:
    activity = conversation()
    both = w.mode(activity, w.AZC, w.use(ResourceKind.REGIEVOERDER, w.R1), w.use(ResourceKind.REGIEVOERDER, w.R2))
    world = w.World(activities=[activity])

    assert texts("P03", world, both.at(w.clock(8))) == [
        "R1 en R2 werken samen ma 23 nov 08:00 niet (rooster, feestdag of afwezigheid)"
    ]
    assert texts("P03", world, both.at(w.clock(9))) == []


def test_nobody_takes_part() -> None:
    asked = conversation(interpreter=InterpreterNeed.REQUIRED)
    named = conversation(performer=w.R2)
    nobody = w.mode(asked, w.AZC, w.use(ResourceKind.ROOM, w.AZC))

    assert reason("P07", w.World(activities=[asked]), asked, nobody) == (
        "er is geen regievoerder bij; R1 is eigenaar van A"
    )
    assert reason("P07", w.World(activities=[named]), named, nobody) == "R2 moet dit doen, niet niemand"
    assert texts("R04", w.World(activities=[asked]), nobody.at(w.clock(10))) == [
        "er is geen tolk Tigrinya bij en niemand spreekt die taal niet"
    ]
    assert len(found("P07", w.World(activities=[asked]), nobody.at(w.clock(10)))) == 1


def test_case_without_an_owner_in_the_period_is_said() -> None:
    """R1 owned A until the window begins; owning it a minute longer makes R1 the owner."""
    activity = conversation()
    (_, *others), start = w.World().cases.ownerships, w.SCOPE.start
    for until, said_then in ((start, "zaak A heeft geen regievoerder in deze periode"), (Minute(start + 1), None)):
        owned = replace(w.World().cases.ownerships[0], valid=Interval(Minute(0), until))
        world = w.World(activities=[activity]).with_cases(ownerships=(owned, *others))
        (because,) = texts("P07", world, talk(activity, w.clock(10)))
        assert because == (said_then or "R1 is dan geen regievoerder van A en geen vervanger (R1 is eigenaar)")


def test_conversation_or_meeting_at_another_place() -> None:
    activity = conversation()
    world = w.World(activities=[activity])

    assert texts("P23", world, talk(activity, w.clock(10), place=w.DC)) == [
        "de afspraak hoort in azc X te zijn, niet in dc X"
    ]


def test_pin_names_the_means_where_there_is_neither_person_nor_flight() -> None:
    activity = conversation()
    published = _without(talk(activity, w.clock(10)), ResourceKind.REGIEVOERDER)
    pin = Pin(activity=activity.key, grade=PinGrade.PERSON, reason="afgesproken", expires=None)
    world = w.World(activities=[activity], baseline=[published], pins=[pin])

    assert texts("P09", world, talk(activity, w.clock(10))) == ["vastgezet op het middel: afgesproken"]


# --- presentations -----------------------------------------------------------------------


def test_session_of_another_mission_or_of_none() -> None:
    activity = presentation()
    world = w.World(activities=[activity])
    (first, second) = world.resources.sessions
    other = world.with_resources(sessions=(replace(first, mission=MissionId("N")), second))

    assert texts("P16a", other, heard(activity, w.clock(10))) == [
        "de zitting bij N (ma 23 nov 10:00) is van een andere vertegenwoordiging"
    ]
    for planned in (
        heard(activity, w.clock(10), SessionId("S9")),
        _without(heard(activity, w.clock(10)), ResourceKind.SESSION),
    ):
        assert texts("P16a", world, planned) == ["de presentatie heeft geen (bekende) zitting"]


def test_unknown_mission() -> None:
    activity = presentation(detail=PresentationDetail(mission=MissionId("N")))
    world = w.World(activities=[activity])

    assert texts("R10", world, heard(activity, w.clock(10))) == ["de vertegenwoordiging is niet bekend"]
    assert texts("P23", world, heard(activity, w.clock(10))) == [
        "de presentatie hoort bij een bekende vertegenwoordiging te zijn, niet in ambassade X"
    ]


# --- departures --------------------------------------------------------------------------


def test_departure_without_one_known_flight() -> None:
    activity = departure()
    world = w.World(activities=[activity])
    planned = flown(world, activity)
    two = flown(world, activity, w.F1, w.use(ResourceKind.FLIGHT, w.F2))

    for wrong in (_without(planned, ResourceKind.FLIGHT), two):
        assert texts("P19", world, wrong) == ["het vertrek heeft niet precies één bekende vlucht"]
        assert texts("P24", world, wrong) == ["het vertrek neemt niet precies één vlucht in voor 1 persoon"]
    assert texts("P19", world.with_resources(flights=()), planned) == [
        "het vertrek heeft niet precies één bekende vlucht"
    ]


def test_departure_lasts_as_long_as_its_flight() -> None:
    activity = departure()
    world = w.World(activities=[activity])
    planned = flown(world, activity)

    assert texts("P19", world, replace(planned, end=Minute(planned.end - 1))) == [
        f"{ON_F1} duurt 180 minuten, gepland: 179"
    ]


def test_four_conditions_that_hold_one_after_another() -> None:
    """Three until noon and the measure from noon on: in the window, but never together."""
    activity = departure()
    facts = tuple(
        ConditionFact(
            case=w.A,
            condition=condition,
            valid=Interval(w.clock(12)) if condition is Condition.MEASURE else Interval(Minute(0), w.clock(12)),
        )
        for condition in Condition
    )
    world = w.World(activities=[activity]).with_cases(conditions=facts)
    mode = w.mode(activity, w.AIRPORT)

    assert reason("P20", world, activity, mode) == (
        "verwijderbaar, beschikbaar, maatregel en reisdocument gelden niet tegelijk"
    )
    late = replace(activity, window=Interval(w.clock(12), w.clock(13)))
    assert reason("P20", world, late, mode) == (
        "in het tijdvenster ontbreekt: verwijderbaar (A), beschikbaar (A) en reisdocument (A)"
    )


@pytest.mark.parametrize(
    ("track", "more"), [(Track.FORCED, " (of een zelfstandig spoor staat nog open)"), (Track.INDEPENDENT, "")]
)
def test_track_that_holds_nowhere_in_the_window(track: Track, more: str) -> None:
    """A is on the track until the window of both begins, B in it: only A is named."""
    activity = departure(cases=(w.A, w.B), track=track)
    facts = (
        TrackFact(case=w.A, track=track, valid=Interval(Minute(0), w.HORIZON.start)),
        TrackFact(case=w.B, track=track, valid=w.EVER),
    )
    world = w.World(activities=[activity]).with_cases(tracks=facts)

    because = reason("P21", world, activity, w.mode(activity, w.AIRPORT))

    called = "gedwongen" if track is Track.FORCED else "zelfstandig"
    assert because == f"A: het spoor {called} geldt in het tijdvenster niet{more}"


def _paper(state: DocumentState, valid: Interval | None = None) -> TravelDocument:
    return TravelDocument(case=w.A, kind="lp", state=state, valid=valid)


def test_promised_document_is_not_yet_there_or_no_longer_valid() -> None:
    """Promised on Thursday 19 November: there on Thursday 26, valid for ten days: up to 5 December."""
    activity = departure()
    rule = CountryRule(country=w.XX, lp_validity_days=10, lp_after_flight=True)
    world = w.World(activities=[activity]).with_resources(country_rules=(rule,))
    world = world.with_cases(documents=(_paper(DocumentState.PROMISED),))

    assert texts("P22", world, flown(world, activity)) == [
        (
            f"A: {NO_DOCUMENT} (een toegezegd document is er 5 werkdagen (aanname) na de boeking: vanaf do 26 nov"
            " tot en met za 5 dec)"
        )
    ]


def test_last_of_more_documents_is_named() -> None:
    """One ended on Saturday at midnight, one on Sunday; whoever has a valid one is not named."""
    activity = departure(cases=(w.A, w.B))
    papers = (
        _paper(DocumentState.GRANTED, Interval(Minute(0), w.clock(0, 0, date(2026, 11, 22)))),
        _paper(DocumentState.GRANTED, Interval(Minute(0), w.clock(0))),
        replace(_paper(DocumentState.GRANTED, w.EVER), case=w.B),
    )
    world = w.World(activities=[activity]).with_cases(documents=papers)

    assert texts("P22", world, flown(world, activity)) == [
        "A: geen reisdocument dat de hele reis geldig is (het laatste geldt tot en met zo 22 nov)"
    ]


def test_notice_that_was_not_given() -> None:
    """Now is Sunday 13:00: 36 hours later is Tuesday 01:00."""
    activity = departure()
    world = w.World(activities=[activity], now=w.clock(13, 0, date(2026, 11, 22)))

    assert texts("R11", world, flown(world, activity)) == ["nog niet aangezegd: vertrek kan pas vanaf di 24 nov 01:00"]


def test_escorted_departures_on_one_flight() -> None:
    activities = [departure(code, escorted=True) for code in (w.A, w.B, w.C)]
    world = w.World(activities=activities)

    assert texts("R34", world, *(flown(world, activity) for activity in activities)) == [
        f"{ON_F1}: 3 begeleide gedwongen vertrekken (DEPA) bij KL, ten hoogste 2"
    ]


def test_risk_form_before_a_flight_is_chosen() -> None:
    activity = departure()

    assert reason("R34a", w.World(activities=[activity]), activity, w.mode(activity, w.AIRPORT)) == (
        "het risicoformulier is nog niet verstuurd; voor de vlucht moet het 0 dagen vooraf"
    )


def test_pack_that_is_refused() -> None:
    activity = departure()
    refused = Clearance(
        case=w.A, kind=ClearanceKind.HAND_OVER_PACK, state=ClearanceState.NO, valid=w.EVER, given_on=w.MONDAY
    )
    world = w.World(activities=[activity]).with_cases(clearances=(refused,))

    assert texts("R38", world, flown(world, activity)) == [
        "het overdrachtsdossier van A: niet akkoord vanaf wo 1 jan 01:00, zonder einddatum"
    ]


def test_escorts_without_a_known_flight_and_unknown_teams() -> None:
    """A single escort is one escort; the team is offered two less one by another duty."""
    activity = departure(escorted=True)
    world = w.World(activities=[activity])
    planned = flown(world, activity, w.F1, w.use(ResourceKind.ESCORT, "T9", lead=120, tail=540))
    known = flown(world, activity, w.F1, w.use(ResourceKind.ESCORT, w.T1, lead=120, tail=540))

    assert texts("R28", world, planned) == [
        "escortteam T9 is niet bekend",
        "escortteam T9, ma 23 nov 10:00: 1 escort op dienst, 0 aangeboden",
    ]
    assert texts("R28", world, _without(known, ResourceKind.FLIGHT)) == [
        "escortteam T1 is ingezet zonder bekende vlucht"
    ]


# --- transport ---------------------------------------------------------------------------


def test_unknown_vehicle_and_transport_without_a_vehicle() -> None:
    activity = move()
    world = w.World(activities=[activity])
    planned = ridden(activity, w.clock(9), w.clock(9, 45), VehicleId("V9"))

    assert texts("P17", world, planned) == ["voertuig V9 is niet bekend"]
    assert texts("P24", world, _without(planned, ResourceKind.VEHICLE)) == [
        "het vervoer heeft niet precies één voertuig dat op de ene plaats ophaalt en op de andere brengt"
    ]


@pytest.mark.parametrize(
    ("start", "end", "place", "wrong"),
    [
        pytest.param(0, 0, w.AZC, 0, id="as asked"),
        pytest.param(1, 0, w.AZC, 1, id="the appointment begins a minute after the pick-up"),
        pytest.param(0, 1, w.AZC, 1, id="the appointment ends a minute after the delivery"),
        pytest.param(0, 0, w.DC, 1, id="fetched elsewhere"),
    ],
)
def test_transport_is_from_door_to_door(start: int, end: int, place: PlaceId, wrong: int) -> None:
    activity = move(cases=(w.A,))
    world = w.World(activities=[activity])
    planned = ridden(replace(activity, place=place), w.clock(9), w.clock(9, 45))
    planned = replace(planned, start=Minute(planned.start + start), end=Minute(planned.end + end))
    parts = tuple(
        replace(part, start=planned.start, end=planned.end) if part.resource.kind is ResourceKind.CASE else part
        for part in planned.participations
    )

    assert len(found("P24", world, replace(planned, participations=parts))) == wrong


def test_stop_takes_as_long_as_asked() -> None:
    activity = move()
    world = w.World(activities=[activity])
    planned = ridden(activity, w.clock(9), w.clock(9, 45))
    bus = next(part for part in planned.participations if part.resource.kind is ResourceKind.VEHICLE)
    first, second = bus.stops
    hurried = (replace(first, end=Minute(first.end - 1)), replace(second, end=Minute(second.end - 2)))
    parts = tuple(replace(part, stops=hurried) if part is bus else part for part in planned.participations)

    assert texts("P15", world, replace(planned, participations=parts)) == [
        "ophalen duurt 15 minuten, gepland 14",
        "brengen duurt 10 minuten, gepland 8",
    ]


def test_transport_without_its_appointment_or_without_a_moment() -> None:
    hearing = presentation()
    activity = move(role=MoveRole.TO_PRESENTATION, serves=hearing.key)
    world = w.World(activities=[hearing, activity])
    planned = ridden(activity, w.clock(8), w.clock(9))

    assert texts("P15", world, planned) == ["het vervoer is gepland, maar de afspraak niet"]
    narrow = replace(activity, window=Interval(w.clock(8), w.clock(8, 20)))
    assert texts("P15", replace(world, activities=[hearing, narrow]), planned, heard(hearing, w.clock(10))) == [
        "ophalen begint ma 23 nov 08:00, maar er is geen enkel moment waarop dat past",
        "brengen begint ma 23 nov 09:00, maar er is geen enkel moment waarop dat past",
    ]


# --- assignment --------------------------------------------------------------------------


def _given(*pairs: tuple[str, str]) -> Plan:
    return Plan(assignments=tuple(Assignment(case=a, regievoerder=b) for a, b in pairs))  # type: ignore[arg-type]


def test_assignment_that_cannot_be() -> None:
    world = w.World().with_cases(ownerships=w.World().cases.ownerships[:2])
    lp_officer = replace(w.regievoerder(w.R2), lp_officer=True)
    with_officer = world.with_resources(regievoerders=(w.regievoerder(w.R1), lp_officer))
    both = replace(_given((w.C, w.R1)), unassigned=((w.C, Reason(rule=RuleId("P14"), because="vol")),))

    def said_of(where: w.World, plan: Plan) -> list[str]:
        return [breach.because for breach in found("P26", where, plan=plan)]

    marked = tuple(replace(one, marked=True) for one in w.World().cases.ownerships[:2])
    family = world.with_cases(ownerships=(*marked, w.World().cases.ownerships[2]))

    assert said_of(family, _given((w.A, w.R2), (w.B, w.R1))) == [
        "gezinslid B van zaak A krijgt regievoerder R1, niet R2",
        "gezinslid A van zaak B krijgt regievoerder R2, niet R1",
    ]
    assert said_of(world, _given((w.C, "R9"))) == ["zaak C of regievoerder R9 is niet bekend"]
    assert said_of(with_officer, _given((w.C, w.R2))) == ["R2 is LP-medewerker en krijgt geen zaken"]
    assert said_of(world, both) == ["zaak C is toegewezen en staat ook bij niet toegewezen"]


# --- terms -------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", TERMS, ids=lambda rule: rule.id)
def test_term_is_said_as_a_wall_and_when_it_has_passed(rule: Rule) -> None:
    """A hard term is a wall, a legal one has passed; the sentences are kept. The border procedure is of June 2026."""
    anchor = date(2026, 7, 1) if rule.id == "R36" else date(2021, 11, 1)
    for level in (Level.HARD, Level.LEGAL):
        activity = conversation(terms=(Term(rule=rule.id, anchor=anchor, level=level),))
        world = w.World(activities=[activity])

        (breach,) = found(rule.id, world, talk(activity, w.clock(10)))

        assert (breach.level, breach.cost, breach.activities) == (level, 1, (activity.key,))
