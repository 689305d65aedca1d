"""How ready a departure is by what people answered: fit to fly, the check of the IND, the pack, reception, questions.

Not allowed here: looking facts up (``gate_facts``), and what was arranged (``gate_items``).
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from planner.domain.civil import at, day_of, day_start
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, OverrideRight
from planner.domain.departure_plan import Party
from planner.domain.hand_over import lacking
from planner.domain.ids import RuleId
from planner.domain.readiness import GateItem, GateState, GateWhat
from planner.domain.settings import Unit
from planner.domain.spelling import day, listed
from planner.domain.time import MINUTES_PER_HOUR, Minute
from planner.domain.wording import Text
from planner.usecases.gate.gate_facts import Leaving

NOBODY = OverrideRight.NOBODY
MAY_EXCEPT = {RuleId("R38"): OverrideRight.SUPERVISOR}
"""Who may make an exception to a rule of the gate: as the rules themselves say."""
_YES = Text(nl="akkoord", en="agreed")
_NO = Text(nl="niet akkoord: {who}", en="not agreed: {who}")
_ASKED = Text(nl="gevraagd, nog zonder antwoord: {who}", en="asked for, without an answer yet: {who}")
_OPEN = Text(nl="nog niet vastgelegd: {who}", en="not recorded yet: {who}")
_ON_THE_DAY = Text(nl="op de dag zelf: {day}", en="on the day itself: {day}")
_NOT_FORCED = Text(nl="geen gedwongen vertrek", en="no forced departure")
_NO_MINOR = Text(nl="geen alleenstaande minderjarige", en="no unaccompanied minor")
_PACKED = Text(nl="compleet", en="complete")
_LACKS = Text(nl="ontbreekt nog: {what}", en="still lacking: {what}")
_ASKED_ON = Text(nl="{item} gevraagd op {asked}", en="{item} asked for on {asked}")
_ANSWERED = Text(nl="{item} beantwoord op {answered}", en="{item} answered on {answered}")


def answers(leaving: Leaving) -> Iterator[GateItem]:
    """Yield the items that people answer for."""
    yield _fit(leaving)
    yield _removable(leaving)
    yield _pack(leaving)
    yield _reception(leaving)
    yield from _questions(leaving)


def until(leaving: Leaving, rule: str, key: str) -> Minute:
    """Return the last moment at which an answer still comes in time, by the lead time of a rule."""
    setting = leaving.settings.get(rule, key, on=leaving.day, regime=leaving.activity.regime)
    if setting.unit is Unit.HOURS:
        return Minute(leaving.starts - setting.value * MINUTES_PER_HOUR)
    return Minute(day_start(leaving.calendar.add(leaving.day, -setting.value) + timedelta(days=1)) - 1)


def _fit(leaving: Leaving) -> GateItem:
    last = until(leaving, "R24", "lead")
    return _answered(leaving, GateWhat.FIT_TO_FLY, Party.MEDICAL, ClearanceKind.FIT_TO_FLY, RuleId("R24"), last)


def _removable(leaving: Leaving) -> GateItem:
    last = until(leaving, "R37", "lead")
    found = _answered(leaving, GateWhat.REMOVABILITY, Party.IND, ClearanceKind.REMOVABILITY, RuleId("R37"), last)
    if found.state is not GateState.OPEN or day_of(leaving.now) == leaving.day:
        return found
    return GateItem(
        what=found.what,
        owner=found.owner,
        state=GateState.OPEN,
        because=_ON_THE_DAY.say(day=day(day_start(leaving.day))),
        until=found.until,
        rule=found.rule,
    )


def _pack(leaving: Leaving) -> GateItem:
    rule = RuleId("R38")
    if not leaving.forced:
        return _needless(GateWhat.PACK, Party.REGIEVOERDER, rule, str(_NOT_FORCED))
    if any(_counts(leaving, a, ClearanceState.NO) for a in _of_kind(leaving, ClearanceKind.HAND_OVER_PACK)):
        who = listed(a.case for a in _of_kind(leaving, ClearanceKind.HAND_OVER_PACK) if a.state is ClearanceState.NO)
        return _item(leaving, GateWhat.PACK, Party.REGIEVOERDER, rule, GateState.REFUSED, _NO.say(who=who), None)
    longest = max((ride.duration for ride, _ in leaving.rides), default=0)
    pick_up = leaving.starts - leaving.value("R29", "before") - longest
    last = Minute(pick_up - leaving.value("R38", "lead") * MINUTES_PER_HOUR)
    lacks = lacking(leaving.cases, leaving.done)
    said = [_counts_for(leaving, case.id, ClearanceKind.HAND_OVER_PACK) for case in leaving.cases]
    if not lacks or (said and all(said)):
        return _item(leaving, GateWhat.PACK, Party.REGIEVOERDER, rule, GateState.DONE, str(_PACKED), last)
    words = _LACKS.say(what=listed(check.value for check in lacks))
    return _item(leaving, GateWhat.PACK, Party.REGIEVOERDER, rule, GateState.OPEN, words, last)


def _reception(leaving: Leaving) -> GateItem:
    rule, minors = RuleId("R26c"), frozenset(case.id for case in leaving.minors)
    if not minors:
        return _needless(GateWhat.RECEPTION, Party.NIDOS, rule, str(_NO_MINOR))
    last = until(leaving, "R26", "reception")
    return _told(leaving, GateWhat.RECEPTION, Party.NIDOS, ClearanceKind.RECEPTION, rule, last, minors)


def _answered(
    leaving: Leaving, what: GateWhat, owner: Party, kind: ClearanceKind, rule: RuleId, last: Minute
) -> GateItem:
    if not leaving.forced:
        return _needless(what, owner, rule, str(_NOT_FORCED))
    return _told(leaving, what, owner, kind, rule, last, frozenset(leaving.activity.cases))


def _told(  # noqa: PLR0913, PLR0917 - what an item is made of
    leaving: Leaving,
    what: GateWhat,
    owner: Party,
    kind: ClearanceKind,
    rule: RuleId,
    last: Minute,
    who: frozenset[str],
) -> GateItem:
    """Return the item of an answer about everybody named."""
    mine = [answer for answer in _of_kind(leaving, kind) if answer.case in who]
    refused = {a.case for a in mine if _counts(leaving, a, ClearanceState.NO)}
    if refused:
        return _item(leaving, what, owner, rule, GateState.REFUSED, _NO.say(who=listed(sorted(refused))), None)
    agreed = {a.case for a in mine if _counts(leaving, a, ClearanceState.YES)}
    if agreed >= who:
        return _item(leaving, what, owner, rule, GateState.DONE, str(_YES), last)
    missing = sorted(who - agreed)
    asked = all(any(a.case == case and a.state is ClearanceState.ASKED for a in mine) for case in missing)
    words = (_ASKED if asked else _OPEN).say(who=listed(missing))
    return _item(leaving, what, owner, rule, GateState.OPEN, words, last)


def _questions(leaving: Leaving) -> Iterator[GateItem]:
    for question in leaving.questions:
        due = Minute(at(question.due, 24))
        if question.answered_on is not None:
            words = _ANSWERED.say(item=question.item, answered=day(day_start(question.answered_on)))
            state = GateState.DONE
        else:
            words = _ASKED_ON.say(item=question.item, asked=day(day_start(question.asked_on)))
            state = GateState.OPEN if leaving.now < due else GateState.LATE
        yield GateItem(what=GateWhat.INFORMATION, owner=question.party, state=state, because=words, until=due)


def _of_kind(leaving: Leaving, kind: ClearanceKind) -> Iterable[Clearance]:
    return [answer for answer in leaving.clearances if answer.kind is kind]


def _counts(leaving: Leaving, answer: Clearance, state: ClearanceState) -> bool:
    """Return whether an answer with this outcome holds at the departure; the IND's only on the day it was given."""
    if answer.state is not state or not answer.valid.contains(leaving.starts):
        return False
    on_the_day = answer.kind is ClearanceKind.REMOVABILITY and state is ClearanceState.YES
    return not on_the_day or (answer.given_on or day_of(answer.valid.start)) == leaving.day


def _counts_for(leaving: Leaving, case: str, kind: ClearanceKind) -> bool:
    mine = [answer for answer in _of_kind(leaving, kind) if answer.case == case]
    return any(_counts(leaving, answer, ClearanceState.YES) for answer in mine)


def _needless(what: GateWhat, owner: Party, rule: RuleId, because: str) -> GateItem:
    return GateItem(what=what, owner=owner, state=GateState.NOT_NEEDED, because=because, rule=rule)


def _item(  # noqa: PLR0913, PLR0917 - what an item is made of
    leaving: Leaving, what: GateWhat, owner: Party, rule: RuleId, state: GateState, because: str, last: Minute | None
) -> GateItem:
    """Return the item; one that is open after its last moment is late, and blocks as a refusal does."""
    if state is GateState.OPEN and last is not None and last < leaving.now:
        state = GateState.LATE
    excepted = any(o.rule == rule and o.right.suffices_for(MAY_EXCEPT.get(rule, NOBODY)) for o in leaving.overrides)
    blocks = state in (GateState.LATE, GateState.REFUSED) and not excepted and leaving.now < leaving.starts
    return GateItem(what=what, owner=owner, state=state, because=because, until=last, rule=rule, blocks=blocks)
