"""Small problems with what people said beforehand and the exceptions they made, on top of the other small problems."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from planner.domain.activities import Term
from planner.domain.cases import Case, DocumentState, Regime, Specialism, Stay, TravelDocument
from planner.domain.casework import Act, ActKind, LegalMoment, LegalMomentKind
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, Override, OverrideRight
from planner.domain.ids import CaseId, RuleId
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.agreement import Small
from tests.solver.small_departures import departures
from tests.solver.small_diaries import diaries
from tests.solver.small_presentations import presentations

PEOPLE = (w.A, w.B, w.C)
_NOON = w.clock(12)
_VALID = (w.EVER, w.EVER, Interval(_NOON), Interval(Minute(0), _NOON), Interval(w.clock(0), w.clock(24)))


@st.composite
def cleared(draw: st.DrawFn) -> Small:
    """Draw departures of people who were cleared, refused, or asked about, some of them unaccompanied minors."""
    kinds = (
        ClearanceKind.FIT_TO_FLY,
        ClearanceKind.REMOVABILITY,
        ClearanceKind.HAND_OVER_PACK,
        ClearanceKind.RECEPTION,
    )
    return _with(draw, draw(departures()), kinds, ("R10a", "R38", "R24"))


@st.composite
def spoken(draw: st.DrawFn, terms: tuple[Term, ...] = ()) -> Small:
    """Draw conversations with guardians and exceptions; some people are in detention, after acts of other weeks."""
    small = draw(diaries(terms))
    detained = draw(st.booleans())
    activities = tuple(
        replace(activity, regime=Regime.DETENTION if detained else None) for activity in small.problem.activities
    )
    small = replace(small, problem=replace(small.problem, activities=activities))
    exceptions = ("R02", "R03", "R04", "R17", "R42", "P01")
    return _with(draw, small, (ClearanceKind.GUARDIAN,), exceptions)


@st.composite
def shown(draw: st.DrawFn) -> Small:
    """Draw presentations with applications, copies of them, and people in detention."""
    small = _with(draw, draw(presentations()), (), ("R10", "R08"))
    documents = tuple(_document(draw, code) for code in PEOPLE)
    problem = replace(small.problem, recorded_at=draw(st.sampled_from((w.NOW, w.clock(8), w.clock(10, 30)))))
    return replace(small, problem=replace(problem, case_file=replace(problem.case_file, documents=documents)))


def _with(draw: st.DrawFn, small: Small, kinds: Sequence[ClearanceKind], exceptions: Sequence[str]) -> Small:
    facts = small.problem.case_file
    keys = [activity.key for activity in small.problem.activities]
    more = replace(
        facts,
        cases=tuple(_alone(draw, case) for case in facts.cases),
        clearances=tuple(_clearance(draw, code, kind) for code in PEOPLE for kind in kinds),
        overrides=tuple(_override(draw, RuleId(r), key) for r in exceptions for key in keys if draw(st.booleans())),
        stays=(*facts.stays, *(Stay(case=code, place=w.DC, valid=draw(_detained())) for code in PEOPLE)),
        acts=tuple(Act(case=code, kind=ActKind.CONTACT, on=draw(_acted())) for code in PEOPLE[:2]),
        moments=tuple(_moment(draw, code) for code in PEOPLE),
    )
    return replace(small, problem=replace(small.problem, case_file=more))


def _alone(draw: st.DrawFn, case: Case) -> Case:
    return replace(case, specialisms=frozenset({Specialism.MINORS}) if draw(st.booleans()) else frozenset())


def _clearance(draw: st.DrawFn, case: CaseId, kind: ClearanceKind) -> Clearance:
    given = draw(st.sampled_from((None, date(2026, 11, 22), w.MONDAY)))
    state, valid = draw(st.sampled_from(ClearanceState)), draw(st.sampled_from(_VALID))
    return Clearance(case=case, kind=kind, state=state, valid=valid, given_on=given)


def _override(draw: st.DrawFn, rule: RuleId, key: str) -> Override:
    rights = (OverrideRight.REGIEVOERDER, OverrideRight.SUPERVISOR, OverrideRight.DIRECTOR, OverrideRight.PARTNER)
    valid = draw(st.sampled_from((*_VALID, Interval(w.clock(9, 0, w.TUESDAY)))))
    right = draw(st.sampled_from(rights))
    return Override(rule=rule, activity=w.key(key), right=right, by="L-0001", reason="afgesproken", valid=valid)


def _document(draw: st.DrawFn, case: CaseId) -> TravelDocument:
    return TravelDocument(
        case=case,
        kind="lp",
        state=DocumentState.APPLIED,
        applied_on=draw(st.sampled_from((None, date(2026, 11, 2), date(2026, 11, 2)))),
        copy_given_on=draw(st.sampled_from((None, None, date(2026, 11, 10), w.TUESDAY))),
    )


def _moment(draw: st.DrawFn, case: CaseId) -> LegalMoment:
    kinds = (LegalMomentKind.APPEAL, LegalMomentKind.DETENTION_EXTENDED, LegalMomentKind.IMPRISONED)
    on = date(2026, 11, draw(st.sampled_from((1, 18, 30))))
    return LegalMoment(case=case, kind=draw(st.sampled_from(kinds)), on=on)


def _detained() -> st.SearchStrategy[Interval]:
    first, later = date(2026, 11, 2), date(2026, 11, 16)
    return st.sampled_from((Interval(w.clock(0, 0, first)), Interval(w.clock(0, 0, later), w.clock(12, 0, w.TUESDAY))))


def _acted() -> st.SearchStrategy[date]:
    return st.sampled_from((date(2026, 11, 3), date(2026, 11, 15), date(2026, 11, 17)))
