"""What a disruption breaks, and repairs of it side by side, as a page and as JSON show them.

Not allowed here: finding either out, and requests.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from api.desk.known import LEVELS, code_of, known_of, label_of, placed
from api.disruptions.uses_page import free_of
from api.web.speech import _
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Breach
from planner.domain.resources import ResourceRef
from planner.domain.vocabulary import word
from planner.ports.repairing import Impact, ItemChange, Repair
from planner.usecases.disruptions.mending import Bench, Offer
from solver.known import Known

LETTERS = {"gesprek": "g", "presentatie": "p", "vertrek": "v", "vervoer": "w", "overleg": "o"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One activity, with what is said of it."""

    activity: ActivityKey
    what: str
    cases: str
    kind: str
    when: str = ""
    because: tuple[tuple[str, str], ...] = ()
    """Rule and sentence."""
    frozen: bool = False
    begun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactShown:
    """What breaks, what leans on it, which deadlines, what comes free, who must be told."""

    struck: tuple[Item, ...]
    dependents: tuple[Item, ...]
    at_risk: tuple[Item, ...]
    unlocked: tuple[Item, ...]
    free: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether the plan stands as it is."""
        return not (self.struck or self.dependents or self.at_risk)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """What becomes of one item in a repair."""

    activity: ActivityKey
    what: str
    cases: str
    kind: str
    before: str
    after: str
    because: str = ""
    """Why it has no place."""
    frozen: bool = False
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceShown:
    """What one rule costs more or less."""

    rule: str
    level: int
    name: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairShown:
    """One repair."""

    mark: str
    way: str
    what: str
    changes: tuple[ChangeShown, ...]
    prices: tuple[PriceShown, ...]
    levels: tuple[tuple[str, int], ...]
    told: tuple[str, ...]
    dropped: int
    served: int
    weight: int
    bound: int
    proven: bool
    needless: int


def impact_shown(bench: Bench, impact: Impact) -> ImpactShown:
    """Return an impact in words."""
    known = known_of(bench.desk)
    published = {a.activity: a for a in bench.answered.baseline}
    return ImpactShown(
        struck=tuple(
            _item(
                known,
                one.activity,
                one.appointment,
                because=_rules(one.breaches),
                frozen=one.frozen,
                begun=one.begun,
            )
            for one in impact.struck
        ),
        dependents=tuple(
            _item(known, one.activity, bench_item(bench, one.activity), because=(("", one.because),))
            for one in impact.dependents
        ),
        at_risk=tuple(_at_risk(known, breach, published) for breach in impact.at_risk),
        unlocked=tuple(_item(known, key, None) for key in impact.unlocked),
        free=tuple(free_of(impact)),
        told=tuple(dict.fromkeys(map(name_of, impact.told))),
    )


def bench_item(bench: Bench, key: ActivityKey) -> Appointment | None:
    """Return where an activity stands in the version that is asked about."""
    return next((one for one in bench.desk.plan.appointments if one.activity == key), None)


def repair_shown(bench: Bench, offer: Offer, impact: Impact) -> RepairShown:
    """Return a repair in words."""
    repair, known = offer.repair, known_of(bench.desk)
    frozen = {one.activity for one in impact.struck if one.frozen}
    return RepairShown(
        mark=offer.mark,
        way=_(repair.way.value),
        what=repair.what,
        changes=tuple(_change(known, one, repair, frozen) for one in repair.changes if one.before != one.after),
        prices=tuple(
            PriceShown(rule=one.rule, level=int(one.level), name=str(LEVELS[one.level]), amount=one.amount)
            for one in repair.price
            if one.amount
        ),
        levels=tuple((str(LEVELS[level]), amount) for level, amount in repair.by_level),
        told=tuple(dict.fromkeys(map(name_of, repair.told))),
        dropped=len(repair.dropped),
        served=len(repair.served),
        weight=repair.weight,
        bound=repair.bound,
        proven=repair.proven,
        needless=repair.needless,
    )


def name_of(resource: ResourceRef) -> str:
    """Return a resource in words."""
    return f"{word(resource.kind)} {resource.id}"


def _change(known: Known, change: ItemChange, repair: Repair, frozen: Iterable[ActivityKey]) -> ChangeShown:
    stand = next((one.after for one in repair.deal.changes if one.activity == change.activity), None)
    reason = None if stand is None or stand.unplanned is None else stand.unplanned.reasons[0]
    item = _item(known, change.activity, change.before)
    return ChangeShown(
        activity=change.activity,
        what=item.what,
        cases=item.cases,
        kind=item.kind,
        before=_when(known, change.before),
        after=_when(known, change.after),
        because="" if reason is None or change.after is not None else reason.because,
        frozen=change.activity in frozen,
        weight=change.weight,
    )


def _item(
    known: Known,
    key: ActivityKey,
    item: Appointment | None,
    *,
    because: tuple[tuple[str, str], ...] = (),
    frozen: bool = False,
    begun: bool = False,
) -> Item:
    activity = known.activities.get(key)
    return Item(
        activity=key,
        what=label_of(activity) or str(key),
        cases=code_of(activity),
        kind="" if activity is None else LETTERS[activity.kind],
        when=_when(known, item),
        because=because,
        frozen=frozen,
        begun=begun,
    )


def _at_risk(known: Known, breach: Breach, planned: dict[ActivityKey, Appointment]) -> Item:
    key = breach.activities[0] if breach.activities else ActivityKey("")
    return _item(known, key, planned.get(key), because=_rules((breach,)))


def _rules(breaches: Iterable[Breach]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((str(one.rule), one.because) for one in breaches))


def _when(known: Known, item: Appointment | None) -> str:
    found = placed(known, item)
    return "" if found is None else found.text
