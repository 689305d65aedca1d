"""One case, its facts, and the steps that the delivered protocols ask of it. Not allowed here: tests."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from planner.domain.activities import Activity
from planner.domain.case_steps import CaseStep
from planner.domain.cases import (
    BlockingFact,
    Case,
    Membership,
    Ownership,
    Regime,
    Specialism,
    Stay,
    TargetGroup,
    TrackFact,
    TravelDocument,
)
from planner.domain.casework import Dossier, LegalMoment, LegalMomentKind, PhaseChange, Procedure, Reception
from planner.domain.civil import at, day_start
from planner.domain.clearances import Clearance
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.departure_plan import Channel, Contact, InformationRequest, Party, Representative, Support
from planner.domain.ids import ActivityKey, CaseId, CountryCode, LanguageCode, PlaceId, RegievoerderId
from planner.domain.missions import Mission
from planner.domain.places import Place, PlaceKind
from planner.domain.protocols import Protocol
from planner.domain.settings import Setting, Settings
from planner.domain.terms import WorkCalendar
from planner.domain.time import Interval, Minute
from planner.usecases.protocols.casework_index import CaseworkFacts, CaseworkIndex
from planner.usecases.protocols.protocol_steps import StepWorld, case_steps
from planner.usecases.protocols.protocols_in_force import protocols_in_force

CASE, OTHER = CaseId("Z-1"), CaseId("Z-2")
OWNER = RegievoerderId("RV-1")
ALWAYS = Interval(day_start(date(2026, 1, 1)))
HOLIDAYS = frozenset(
    {
        date(2026, 12, 25),  # Friday
        date(2026, 12, 26),
        date(2027, 1, 1),  # Friday of week 53 of 2026
        date(2027, 3, 29),  # Easter Monday, the day after the clock goes forward
    }
)
PLACES = {
    "azc": PlaceKind.AZC,
    "dc": PlaceKind.DETENTION,
    "vbl": PlaceKind.VBL,
    "glo": PlaceKind.GLO,
}
_T = TypeVar("_T")


def case(  # noqa: PLR0913 - what a situation is made of
    code: CaseId = CASE,
    *,
    group: TargetGroup = TargetGroup.REJECTED,
    handed_over: date = date(2026, 11, 2),
    regime: Regime = Regime.GENERAL,
    specialisms: Iterable[Specialism] = (),
    minor: bool = False,
    language: str = "ar",
    country: str = "MA",
) -> Case:
    """Return a case: handed over on Monday 2 November 2026 unless told otherwise."""
    return Case(
        id=code,
        target_group=group,
        country=CountryCode(country),
        language=LanguageCode(language),
        handed_over=handed_over,
        regime=regime,
        specialisms=frozenset(specialisms),
        minor=minor,
    )


def stay(place: str = "azc", code: CaseId = CASE) -> Stay:
    """Return where somebody stays."""
    return Stay(case=code, place=PlaceId(place), valid=ALWAYS)


def owned(since: date = date(2026, 11, 4), code: CaseId = CASE, by: str = OWNER) -> Ownership:
    """Return who has the case, since Wednesday 4 November 2026 unless told otherwise."""
    return Ownership(case=code, regievoerder=RegievoerderId(by), valid=Interval(day_start(since)))


def moment_of_law(kind: LegalMomentKind, on: date, known: date | None = None) -> LegalMoment:
    """Return a moment of the law."""
    return LegalMoment(case=CASE, kind=kind, on=on, known_on=known)


def talked(on: date, subject: str = "") -> Contact:
    """Return a conversation in the contact log."""
    return Contact(case=CASE, at=at(on, 10), party=Party.PERSON, channel=Channel.MEETING, actor=OWNER, subject=subject)


def ended(key: str, on: date, code: OutcomeCode = OutcomeCode.HELD) -> Outcome:
    """Return an outcome."""
    return Outcome(
        activity=ActivityKey(key), code=code, started=at(on, 10), ended=at(on, 11), actor=OWNER, recorded_at=at(on, 12)
    )


def world(
    facts: Iterable[object],
    moment: Minute,
    *,
    outcomes: Iterable[Outcome] = (),
    planned: Mapping[ActivityKey, Minute] | None = None,
    protocols: Iterable[Protocol] = (),
    settings: Iterable[Setting] = DEFAULT_SETTINGS,
) -> StepWorld:
    """Return what steps are found from; four weeks may be planned."""
    held = tuple(facts)
    results = {outcome.activity: outcome for outcome in outcomes}
    known = {activity.key: activity for activity in _all(held, Activity)}
    rules = protocols_in_force(protocols)
    bundle = CaseworkFacts(
        cases=_all(held, Case),
        memberships=_all(held, Membership),
        ownerships=_all(held, Ownership),
        stays=_all(held, Stay),
        receptions=_all(held, Reception),
        moments=_all(held, LegalMoment),
        procedures=_all(held, Procedure),
        phases=_all(held, PhaseChange),
        documents=_all(held, TravelDocument),
        clearances=_all(held, Clearance),
        tracks=_all(held, TrackFact),
        blocks=_all(held, BlockingFact),
        dossiers=_all(held, Dossier),
        contacts=_all(held, Contact),
        supports=_all(held, Support),
        representatives=_all(held, Representative),
        questions=_all(held, InformationRequest),
        places=tuple(
            Place(id=PlaceId(code), name=code, kind=kind, city="Zwolle", lat=52.5, lon=6.1)
            for code, kind in PLACES.items()
        ),
        missions=_all(held, Mission),
        open={key: activity for key, activity in known.items() if key not in results},
        known=known,
        outcomes=results,
        planned=planned or {},
    )
    return StepWorld(
        index=CaseworkIndex(bundle, moment, rules.talk_codes()),
        protocols=rules,
        settings=Settings(settings),
        calendar=WorkCalendar(HOLIDAYS),
        until=Minute(moment + 28 * 24 * 60),
    )


def steps_by_code(found: StepWorld, code: CaseId = CASE) -> dict[str, CaseStep]:
    """Return the steps of one case by their code."""
    return {step.step: step for step in case_steps(found, [code])}


def _all(facts: tuple[object, ...], kind: type[_T]) -> tuple[_T, ...]:
    return tuple(fact for fact in facts if isinstance(fact, kind))
