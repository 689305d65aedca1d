"""Small problems of conversations and meetings, drawn so that every rule about diaries is broken now and then."""

from collections.abc import Mapping, Sequence
from datetime import date

from hypothesis import strategies as st

from planner.domain.activities import Activity, ActivityKind, InterpreterNeed, Term
from planner.domain.cases import Membership, Ownership, Specialism, Stay
from planner.domain.civil import at
from planner.domain.commitments import PartnerRequest, Pin, PinGrade, RequestState
from planner.domain.ids import ActivityKey, CaseId, LanguageCode, PlaceId
from planner.domain.people import Substitute
from planner.domain.plan import Appointment
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.mode import Mode, Use
from solver.variables import Candidate
from tests.solver import world as w
from tests.solver.agreement import Small, candidate

FRIDAY_BEFORE, NEXT_MONDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 30), date(2026, 11, 28)
STARTS = (
    w.clock(9),
    w.clock(9, 30),
    w.clock(10),
    w.clock(10, 5),
    w.clock(10, 30),
    w.clock(16, 30),
    w.clock(9, 0, w.TUESDAY),
    w.clock(23, 30),
    at(SATURDAY, 10),
    at(FRIDAY_BEFORE, 10),
    at(NEXT_MONDAY, 10),
)
WHOLE = Interval(at(FRIDAY_BEFORE, 0), at(NEXT_MONDAY, 23))
MORNING = Interval(w.clock(9), w.clock(12))
ODD = Interval(w.clock(10, 5), w.clock(11, 5))


@st.composite
def diaries(draw: st.DrawFn, terms: tuple[Term, ...] = ()) -> Small:
    """Draw two or three conversations and meetings, one of them perhaps fixed."""
    activities = [_activity(draw, i, terms) for i in range(draw(st.integers(2, 3)))]
    options = {a.key: [_candidate(draw, a) for _ in range(1 if i else 2)] for i, a in enumerate(activities)}
    baseline = [_published(draw, options[a.key]) for a in activities if draw(st.booleans())]
    world = w.World(
        activities=activities,
        baseline=baseline,
        pins=[_pin(draw, appointment) for appointment in baseline if draw(st.booleans())],
        requests=[_request(draw, activities, options) for _ in range(draw(st.integers(0, 1)))],
        now=draw(st.sampled_from((w.NOW, w.clock(9, 30)))),
    )
    fixed: tuple[Appointment, ...] = ()
    if len(activities) > 2:
        last = options.pop(activities[-1].key)[0]
        fixed = (last.mode.at(last.starts[0]),)
    return Small(_facts(draw, world).problem(), options, fixed)


def _activity(draw: st.DrawFn, number: int, terms: tuple[Term, ...]) -> Activity:
    kind = draw(st.sampled_from((ActivityKind.CONVERSATION, ActivityKind.CONVERSATION, ActivityKind.MEETING)))
    return Activity(
        key=w.key(f"{kind}-{number}"),
        kind=kind,
        step="gesprek",
        duration=60,
        window=draw(st.sampled_from((WHOLE, WHOLE, MORNING, ODD))),
        cases=(draw(st.sampled_from((w.A, w.A, w.B, w.C))),),
        place=draw(st.sampled_from((w.AZC, w.DC, None))) if kind is ActivityKind.CONVERSATION else w.OFFICE,
        terms=tuple(draw(st.lists(st.sampled_from(terms), min_size=1, max_size=2, unique=True))) if terms else (),
        language=draw(st.sampled_from((w.TIGRINYA, None))),
        interpreter=draw(st.sampled_from(InterpreterNeed)),
        specialism=draw(st.sampled_from((None, None, Specialism.MINORS))),
        performer=draw(st.sampled_from((None, None, None, w.R1))),
        invited_on=draw(st.sampled_from((None, date(2026, 11, 10)))),
    )


def _candidate(draw: st.DrawFn, activity: Activity) -> Candidate:
    starts = draw(st.lists(st.sampled_from(STARTS), min_size=1, max_size=2, unique=True))
    return candidate(_mode(draw, activity), *starts)


def _mode(draw: st.DrawFn, activity: Activity) -> Mode:
    place = draw(st.sampled_from((w.AZC, w.DC, activity.place)))
    uses: list[Use] = [w.use(ResourceKind.REGIEVOERDER, draw(st.sampled_from((w.R1, w.R1, w.R2))))]
    if draw(st.integers(0, 9)):
        uses.append(w.use(ResourceKind.ROOM, place or draw(st.sampled_from((w.AZC, w.DC)))))
    if draw(st.booleans()):
        uses.append(w.use(ResourceKind.INTERPRETER, draw(st.sampled_from((w.TIGRINYA, LanguageCode("ar"))))))
    if not draw(st.integers(0, 9)):
        uses.append(w.use(ResourceKind.REGIEVOERDER, w.R2))
    return w.mode(activity, place, *uses, duration=draw(st.sampled_from((None, None, None, 45))))


def _published(draw: st.DrawFn, options: list[Candidate]) -> Appointment:
    found = draw(st.sampled_from(options))
    return found.mode.at(draw(st.sampled_from((*found.starts, w.clock(11), at(NEXT_MONDAY, 10)))))


def _pin(draw: st.DrawFn, published: Appointment) -> Pin:
    expires = draw(st.sampled_from((None, None, w.NOW, Minute(w.NOW + 10_000))))
    return Pin(
        activity=published.activity, grade=draw(st.sampled_from(PinGrade)), reason="afgesproken", expires=expires
    )


def _request(
    draw: st.DrawFn, activities: list[Activity], options: Mapping[ActivityKey, Sequence[Candidate]]
) -> PartnerRequest:
    activity = draw(st.sampled_from(activities))
    found = options[activity.key][0]
    start = draw(st.sampled_from((*found.starts, w.clock(11))))
    return PartnerRequest(
        activity=activity.key,
        resource=draw(st.sampled_from([use.resource for use in found.mode.uses])),
        state=draw(st.sampled_from((RequestState.CONFIRMED, RequestState.DECLINED, RequestState.REQUESTED))),
        start=start,
        end=Minute(start + draw(st.sampled_from((found.mode.duration, 30)))),
    )


def _facts(draw: st.DrawFn, world: w.World) -> w.World:
    r1 = ResourceRef(ResourceKind.REGIEVOERDER, w.R1)
    away = Interval(w.clock(9), draw(st.sampled_from((w.clock(10), w.clock(17)))))
    absent = draw(st.booleans())
    owner = draw(st.sampled_from((w.R1, w.R2)))
    handed_over = draw(st.sampled_from((w.clock(10), w.clock(0))))
    moved = draw(st.sampled_from((w.clock(10), w.clock(23))))
    return world.with_resources(
        absences=(Absence(resource=r1, interval=away),) if absent else (),
        substitutes=(Substitute(owner=w.R1, substitute=w.R2, interval=w.SCOPE),) if draw(st.booleans()) else (),
        capacities=(
            w.rooms(w.AZC, 1, Interval(w.clock(9), draw(st.sampled_from((w.clock(10), w.clock(18)))))),
            w.rooms(w.DC, draw(st.integers(1, 2))),
            w.interpreters(1),
            w.interpreters(1, Interval(w.clock(9, 45), w.clock(10, 15))),
        ),
    ).with_cases(
        ownerships=(
            Ownership(case=w.A, regievoerder=w.R1, valid=Interval(Minute(0), handed_over)),
            Ownership(case=w.A, regievoerder=owner, valid=Interval(handed_over)),
            Ownership(case=w.B, regievoerder=w.R2, valid=w.EVER),
            Ownership(case=w.C, regievoerder=w.R1, valid=w.EVER),
        ),
        stays=(*_stay(w.A, w.AZC, w.DC, moved), *_stay(w.B, w.DC, w.AZC, moved), *_stay(w.C, w.AZC, w.DC, moved)),
        memberships=(Membership(household=w.HOUSE, case=w.A, valid=w.EVER),),
    )


def _stay(case: CaseId, first: PlaceId, then: PlaceId, moved: Minute) -> tuple[Stay, Stay]:
    return (
        Stay(case=case, place=first, valid=Interval(Minute(0), moved)),
        Stay(case=case, place=then, valid=Interval(moved)),
    )
