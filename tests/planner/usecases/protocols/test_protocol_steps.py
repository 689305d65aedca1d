"""How far a step is and which fact decided; keys, versions and households."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, ActivityKind, InterpreterNeed, PresentationDetail, Term
from planner.domain.case_steps import CaseStep, StepState, say_why
from planner.domain.cases import (
    DocumentState,
    Membership,
    Regime,
    Specialism,
    TravelDocument,
)
from planner.domain.casework import CasePhase, LegalMomentKind, PhaseChange
from planner.domain.civil import at, day_start
from planner.domain.commitments import OutcomeCode
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.departure_plan import InformationRequest, Party
from planner.domain.ids import ActivityKey, CountryCode, HouseholdId, MissionId, PlaceId, RuleId
from planner.domain.missions import Mission, PresentationMode
from planner.domain.protocols import Protocol, StepTerm
from planner.domain.provinces import Province
from planner.domain.time import Interval, Minute
from planner.usecases.protocols.protocol_steps import StepEngine, case_steps, missing_facts
from planner.usecases.protocols.protocols_in_force import protocols_in_force
from tests.planner.usecases.protocol_world import (
    ALWAYS,
    CASE,
    OTHER,
    case,
    ended,
    moment_of_law,
    owned,
    stay,
    steps_by_code,
    talked,
    world,
)

NOW = at(date(2026, 11, 12), 16)
_M = LegalMomentKind


def _state(step: CaseStep) -> tuple[StepState, str]:
    return step.state, say_why(step)


def test_a_step_waits_for_the_fact_its_term_runs_from() -> None:
    found = steps_by_code(world((case(),), NOW))

    assert _state(found["vertrektermijn"]) == (StepState.WAITING, "wacht op dag van besluit")
    assert _state(found["voortgang"]) == (StepState.WAITING, "wacht op dag van het laatste gesprek")
    assert _state(found["dossierstudie"]) == (StepState.WAITING, "wacht op toewijzing aan een regievoerder")
    assert _state(found["vertrekplan"]) == (StepState.WAITING, "wacht op stap dossierstudie")


def test_missing_facts_are_what_people_have_to_enter() -> None:
    found = case_steps(world((case(), stay(), owned(date(2026, 11, 4))), NOW))

    missing = {(item.step, str(item.fact)) for item in missing_facts(found)}

    assert ("vertrektermijn", "moment:besluit") in missing
    assert ("vertrekplan", "stap:dossierstudie") not in missing


def test_a_conversation_waits_for_the_place_where_the_person_stays() -> None:
    step = steps_by_code(world((case(),), NOW))["eerste-gesprek"]

    assert (*_state(step), step.activity) == (StepState.WAITING, "wacht op verblijfplaats", None)


def test_a_step_is_late_after_its_last_day_and_open_on_it() -> None:
    on_the_day = steps_by_code(world((case(), owned()), at(date(2026, 11, 11), 23)))["dossierstudie"]
    after = steps_by_code(world((case(), owned()), at(date(2026, 11, 12), 0)))["dossierstudie"]

    assert (on_the_day.state, after.state) == (StepState.OPEN, StepState.LATE)


def test_what_nobody_recorded_for_four_weeks_waits_for_a_record_and_is_not_planned() -> None:
    late = steps_by_code(world((case(), stay()), at(date(2026, 12, 14), 23)))["eerste-gesprek"]
    forgotten = steps_by_code(world((case(), stay()), at(date(2026, 12, 15), 0)))["eerste-gesprek"]

    assert (late.state, late.activity is None) == (StepState.LATE, False)
    assert _state(forgotten) == (StepState.WAITING, "wacht op vastlegging of eerste gesprek is gedaan")
    assert forgotten.activity is None


def test_a_legal_term_stays_late_however_long_ago() -> None:
    order = moment_of_law(_M.DETENTION_ORDER, date(2026, 1, 5))

    step = steps_by_code(world((case(regime=Regime.DETENTION), stay("dc"), order), NOW))["kennisgeving-rechtbank"]

    assert step.state is StepState.LATE


def test_the_court_is_not_notified_when_the_person_appealed() -> None:
    facts = (
        case(regime=Regime.DETENTION),
        stay("dc"),
        moment_of_law(_M.DETENTION_ORDER, date(2026, 11, 2)),
        moment_of_law(_M.APPEAL, date(2026, 11, 5)),
    )

    step = steps_by_code(world(facts, NOW))["kennisgeving-rechtbank"]

    assert _state(step) == (StepState.NOT_APPLICABLE, "niet van toepassing: dag van beroep")


@pytest.mark.parametrize(
    ("told", "state"),
    [(date(2026, 11, 3), StepState.OPEN), (date(2026, 11, 10), StepState.DONE)],
)
def test_a_progress_report_is_done_by_a_notice_after_the_last_ruling(told: date, state: StepState) -> None:
    facts = (
        case(regime=Regime.DETENTION),
        stay("dc"),
        moment_of_law(_M.DETENTION_RULING, date(2026, 11, 5)),
        moment_of_law(_M.COURT_NOTIFIED, told),
    )

    assert steps_by_code(world(facts, NOW))["voortgangsrapportage"].state is state


def test_an_outcome_makes_the_next_step_due() -> None:
    before = steps_by_code(world((case(), owned()), NOW))
    after = steps_by_code(
        world((case(), owned()), NOW, outcomes=[ended("Z-1/dossierstudie/1", date(2026, 11, 9), OutcomeCode.REALISED)])
    )

    assert (before["dossierstudie"].state, before["vertrekplan"].state) == (StepState.LATE, StepState.WAITING)
    assert _state(after["dossierstudie"]) == (StepState.DONE, "gedaan: stap dossierstudie")
    assert after["vertrekplan"].state is StepState.OPEN


def test_a_held_conversation_makes_the_next_one_due_under_the_next_key() -> None:
    facts = (case(), stay(), talked(date(2026, 10, 12)))

    first = steps_by_code(world(facts, NOW))["voortgang"]
    second = steps_by_code(world(facts, NOW, outcomes=[ended("Z-1/voortgang/1", date(2026, 11, 10))]))["voortgang"]

    assert (first.key, first.anchor_day) == ("Z-1/voortgang/1", date(2026, 10, 12))
    assert (second.key, second.anchor_day, second.occurrence) == ("Z-1/voortgang/2", date(2026, 11, 10), 2)


def test_a_conversation_that_failed_comes_back_and_still_counts_from_the_last_one_held() -> None:
    facts = (case(handed_over=date(2026, 10, 1)), stay(), talked(date(2026, 10, 15)))
    failed = ended("Z-1/voortgang/1", date(2026, 11, 10), OutcomeCode.NO_SHOW)

    step = steps_by_code(world(facts, NOW, outcomes=[failed]))["voortgang"]

    assert (step.key, step.anchor_day, step.state) == ("Z-1/voortgang/2", date(2026, 10, 15), StepState.OPEN)


def test_another_conversation_that_is_due_takes_the_place_of_a_progress_conversation() -> None:
    facts = (
        case(),
        stay(),
        talked(date(2026, 10, 15)),
        moment_of_law(_M.HEARING, date(2026, 12, 9), date(2026, 11, 10)),
    )

    found = steps_by_code(world(facts, NOW))

    assert found["zitting"].state is StepState.OPEN
    assert found["voortgang"].state is StepState.NOT_APPLICABLE


def test_a_conversation_about_a_hearing_has_no_sense_after_it() -> None:
    facts = (case(), stay(), moment_of_law(_M.HEARING, date(2026, 11, 12), date(2026, 11, 10)))

    assert steps_by_code(world(facts, NOW))["zitting"].state is StepState.NOT_APPLICABLE


def test_the_activity_of_a_conversation_says_what_a_solve_needs() -> None:
    who = case(specialisms=[Specialism.MEDICAL], handed_over=date(2026, 10, 1))
    facts = (who, stay(), talked(date(2026, 10, 15)))
    activity = steps_by_code(world(facts, NOW))["voortgang"].activity

    assert activity == Activity(
        key=ActivityKey("Z-1/voortgang/1"),
        kind=ActivityKind.CONVERSATION,
        step="voortgang",
        duration=60,
        # due on 14 November: opens a week before; until the end of what may be planned
        window=Interval(at(date(2026, 11, 7), 8), Minute(NOW + 28 * 1440)),
        cases=(CASE,),
        place=PlaceId("azc"),
        terms=(Term(rule=RuleId("R03"), anchor=date(2026, 10, 15)),),
        regime=Regime.GENERAL,
        language=case().language,
        interpreter=InterpreterNeed.REQUIRED,
        specialism=Specialism.MEDICAL,
        protocol="basis@1",
    )


@pytest.mark.parametrize(
    ("specialism", "extra"), [(Specialism.MINORS, Party.NIDOS), (Specialism.MEDICAL, Party.MEDICAL)]
)
def test_special_situations_bring_somebody_to_every_conversation(specialism: Specialism, extra: Party) -> None:
    step = steps_by_code(world((case(specialisms=[specialism]), stay()), NOW))["eerste-gesprek"]

    assert step.participants == (Party.REGIEVOERDER, Party.PERSON, Party.INTERPRETER, extra)


def test_a_presentation_is_asked_once_the_mission_wants_to_see_the_person() -> None:
    document = TravelDocument(
        case=CASE,
        kind="laissez-passer",
        state=DocumentState.APPLIED,
        applied_on=date(2026, 11, 2),
        copy_given_on=date(2026, 11, 4),
    )
    mission = Mission(
        id=MissionId("EMB-MA"), country=CountryCode("MA"), place=PlaceId("EMB-MA"), mode=PresentationMode.IN_PERSON
    )
    answer = InformationRequest(
        case=CASE,
        party=Party.MISSION,
        item="presentatie",
        asked_on=date(2026, 11, 4),
        due=date(2026, 11, 20),
        answered_on=date(2026, 11, 11),
    )
    facts = (case(), stay(), document)

    silent = steps_by_code(world((*facts, mission), NOW))["presentatie"]
    between_two = steps_by_code(world((*facts, answer, mission, replace(mission, id=MissionId("C-MA"))), NOW))
    asked = steps_by_code(world((*facts, answer, mission), NOW))["presentatie"]

    assert _state(silent) == (StepState.WAITING, "wacht op antwoord op presentatie")
    assert say_why(between_two["presentatie"]) == "wacht op keuze van de vertegenwoordiging"
    assert asked.activity is not None
    assert (asked.activity.detail, asked.activity.place) == (PresentationDetail(mission=mission.id), mission.place)


@pytest.mark.parametrize(
    ("home", "mission"),
    [(Province.ZEELAND, "CON-ZE"), (Province.DRENTHE, "CON-DR"), (Province.LIMBURG, None), (None, None)],
)
def test_of_several_consulates_that_of_the_entered_province_is_asked(
    home: Province | None, mission: str | None
) -> None:
    document = TravelDocument(
        case=CASE,
        kind="laissez-passer",
        state=DocumentState.APPLIED,
        applied_on=date(2026, 11, 2),
        copy_given_on=date(2026, 11, 4),
    )
    answer = InformationRequest(
        case=CASE,
        party=Party.MISSION,
        item="presentatie",
        asked_on=date(2026, 11, 4),
        due=date(2026, 11, 20),
        answered_on=date(2026, 11, 11),
    )
    consulates = (
        Mission(
            id=MissionId(f"CON-{served}"),
            country=CountryCode("TR"),
            place=PlaceId(f"CON-{served}"),
            provinces=frozenset({served}),
        )
        for served in (Province.ZEELAND, Province.DRENTHE)
    )
    lives = replace(case(country="TR"), province=home)

    asked = steps_by_code(world((lives, stay(), document, answer, *consulates), NOW))["presentatie"]

    assert (None if asked.activity is None else asked.activity.presentation.mission) == mission


def test_a_household_is_spoken_to_once_through_one_of_its_adults() -> None:
    child = replace(case(OTHER), minor=True)
    together = [Membership(household=HouseholdId("H-1"), case=one, valid=ALWAYS) for one in (CASE, OTHER)]
    found = world((case(), child, stay(), stay(code=OTHER), *together), NOW)

    adult, minor = steps_by_code(found)["eerste-gesprek"], steps_by_code(found, OTHER)["eerste-gesprek"]

    assert adult.activity is not None
    assert (adult.activity.cases, minor.activity) == ((CASE,), None)
    assert say_why(minor) == "niet van toepassing: gesprek met het gezin"


def test_a_delivered_conversation_with_two_adults_is_the_step_of_the_one_addressed() -> None:
    both = Activity(
        key=ActivityKey("Z-2/voortgang/3"),
        kind=ActivityKind.CONVERSATION,
        step="voortgang",
        duration=60,
        window=Interval(at(date(2026, 11, 16), 8), at(date(2026, 11, 20), 18)),
        cases=(OTHER, CASE),
        occurrence=3,
    )
    together = [Membership(household=HouseholdId("H-1"), case=one, valid=ALWAYS) for one in (CASE, OTHER)]
    found = world((case(), case(OTHER), stay(), stay(code=OTHER), *together, both), NOW)

    first, second = steps_by_code(found)["voortgang"], steps_by_code(found, OTHER)["voortgang"]

    assert (first.activity, first.state) == (None, StepState.NOT_APPLICABLE)
    assert second.activity is not None
    assert (second.activity.key, second.state) == (both.key, StepState.COMING)


_DAYS = next(setting.unit for setting in DEFAULT_SETTINGS if setting.rule == "R01")


def _own(version: int, amount: int, since: date, until: date | None) -> Protocol:
    """Return the delivered basis with another number of days for the first conversation."""
    basis = next(p for p in protocols_in_force(()).all if p.id == "basis")
    steps = tuple(
        replace(step, terms=(StepTerm(norm=replace(step.minutes, rule=None, amount=amount, unit=_DAYS, key="term")),))
        if step.code == "eerste-gesprek" and step.minutes is not None
        else step
        for step in basis.steps
    )
    return replace(basis, version=version, steps=steps, valid_from=since, valid_to=until)


def test_each_case_follows_the_version_in_force_on_its_own_anchor_day() -> None:
    old, new = _own(2, 3, date.min, date(2026, 11, 9)), _own(3, 7, date(2026, 11, 9), None)
    before, after = case(handed_over=date(2026, 11, 8)), case(OTHER, handed_over=date(2026, 11, 9))
    found = world((before, after, stay(), stay(code=OTHER)), NOW, protocols=[old, new])

    first, second = steps_by_code(found)["eerste-gesprek"], steps_by_code(found, OTHER)["eerste-gesprek"]

    assert (first.protocol, first.due) == ("basis@2", day_start(date(2026, 11, 12)))
    assert (second.protocol, second.due) == ("basis@3", day_start(date(2026, 11, 17)))


def test_a_changed_norm_counts_for_anchors_from_its_own_day() -> None:
    changed = [
        *(
            replace(s, valid_to=date(2026, 11, 9)) if (s.rule, s.key) == ("T10", "study") else s
            for s in DEFAULT_SETTINGS
        ),
        *(
            replace(s, value=2, valid_from=date(2026, 11, 9))
            for s in DEFAULT_SETTINGS
            if (s.rule, s.key) == ("T10", "study")
        ),
    ]
    facts = (case(), owned(date(2026, 11, 6)), case(OTHER), owned(date(2026, 11, 9), OTHER))

    found = world(facts, NOW, settings=changed)

    # Friday the 6th and five wd is Friday the 13th; Monday the 9th and two is Wednesday the 11th
    assert steps_by_code(found)["dossierstudie"].due == day_start(date(2026, 11, 14))
    assert steps_by_code(found, OTHER)["dossierstudie"].due == day_start(date(2026, 11, 12))


def test_scheduled_steps_are_those_of_the_whole_list_of_which_the_term_runs() -> None:
    found = world((case(), stay(), talked(date(2026, 10, 15)), moment_of_law(_M.FINAL_RULING, date(2026, 11, 9))), NOW)

    scheduled = tuple(StepEngine(found).scheduled(found.index.cases[CASE]))

    running = (step for step in case_steps(found) if step.form.scheduled and step.anchor_day is not None)
    assert scheduled == tuple(running)


def test_a_closing_conversation_in_the_log_ends_progress_conversations_also_without_a_planned_departure() -> None:
    facts = (
        case(handed_over=date(2026, 10, 1)),
        stay(),
        talked(date(2026, 10, 15), "eindgesprek"),
        PhaseChange(case=CASE, phase=CasePhase.LEAVING, at=at(date(2026, 10, 1), 9), actor="RV-1"),
    )
    found = world(facts, NOW)

    states = {step.step: step.state for step in StepEngine(found).scheduled(found.index.cases[CASE])}

    assert (states["eindgesprek"], states["voortgang"]) == (StepState.DONE, StepState.NOT_APPLICABLE)
