"""Taking out what facts broke, and putting it back with the smallest change: first without touching anything else.

Every attempt is judged by all rules. What they newly forbid then becomes loose as well, or is left out at last.
Not allowed here: bounds, prices, and which repairs are told.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.commitments import PinGrade, Placement
from planner.domain.editing import Deal, Stand
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Breach, LevelValue, UnplannedCode
from planner.ports.repairing import Struck
from solver.candidates import Candidates
from solver.clock import Budget
from solver.editing.fixing import read_by
from solver.editing.objecting import FIRM
from solver.editing.rides import ride_keys
from solver.editing.tally import Step
from solver.editing.work import Work
from solver.pinned import with_placements
from solver.repairing import wording
from solver.repairing.happened import Happened, seen, without_baseline
from solver.repairing.riding import Riding, put_ride
from solver.repairing.spots import best_spot, stands_at
from solver.repairing.together import PutBack, put_back
from solver.why.examined import Examined, examined
from solver.why.ground import Ground
from solver.why.obstacles import checked_obstacles

ROUNDS = 6
"""How often what is newly broken is made loose as well."""
MOST_MOVABLE = 10
"""Others that may move in the exact model."""
HELD_TOGETHER = (ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.PRESENTATION)
"""Kinds that the exact model puts back."""
GIVES_WAY = (
    ActivityKind.MOVE,
    ActivityKind.MEETING,
    ActivityKind.CONVERSATION,
    ActivityKind.PRESENTATION,
    ActivityKind.DEPARTURE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a repair goes about it: what is not done again, and whether what is struck is only left out."""

    avoid: Mapping[ActivityKey, Appointment] = field(default_factory=dict)
    dropping: bool = False
    moving: bool = True
    """Whether others that are affected may move where something has no place without it."""


PLAIN = Manner()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A plan without new hard breaches. ``exact``: nothing better exists as everything that is not loose stays."""

    deal: Deal
    ground: Ground
    step: Step
    levels: tuple[LevelValue, ...]
    loose: tuple[ActivityKey, ...]
    others: tuple[ActivityKey, ...]
    hopeless: frozenset[ActivityKey]
    """What is proven to have no place, however what is affected is moved."""
    exact: bool
    whole: bool
    """Whether no hard breach is left; False only for what has begun."""


class Mender:
    """Mends one version after facts changed, in one manner."""

    def __init__(self, happened: Happened, manner: Manner, clock: Budget) -> None:
        self._happened, self._manner, self._clock = happened, manner, clock
        self._because: dict[ActivityKey, Breach] = {}
        self._left: dict[ActivityKey, Breach] = {}
        self._loose: dict[ActivityKey, None] = {}
        self._others: dict[ActivityKey, None] = {}
        self._firm: set[ActivityKey] = set()
        self._hopeless: set[ActivityKey] = set()
        self._exact = True

    def mend(self) -> Mended:
        """Return the plan with everything in place that could be; what cannot is left out with its reason."""
        self._loose.update(dict.fromkeys(self._first()))
        work, found = self._round()
        for _ in range(ROUNDS):
            wrong = [b for b in found.breaches if any(self._changeable(work, key) for key in b.activities)]
            if not wrong:
                break
            self._give_way(work, wrong)
            work, found = self._round()
        return Mended(
            deal=found.deal,
            ground=work.ground,
            step=found.step,
            levels=found.levels,
            loose=tuple(self._loose),
            others=tuple(self._others),
            hopeless=frozenset(self._hopeless),
            exact=self._exact,
            whole=not found.breaches,
        )

    def _round(self) -> "tuple[Work, _Judged]":
        self._others.clear()
        self._hopeless.clear()
        work = self._attempt()
        return work, self._judged(work)

    # --- what is loose ----------------------------------------------------------

    def _first(self) -> Iterable[ActivityKey]:
        """Yield what is struck by itself; of what is only too much together what the model can choose from, or one."""
        happened = self._happened
        able = [one for one in happened.struck if not one.begun]
        alone = {one.activity: None for one in able if self._alone(one) is not None}
        self._because.update({one.activity: one.breaches[0] for one in able if one.breaches})
        for breach in happened.broken:
            keys = [k for k in breach.activities if k in happened.view.appointments and not happened.begun(k)]
            if not keys or any(key in alone for key in keys):
                continue
            kinds = {happened.known.activities[key].kind for key in keys}
            if kinds <= set(HELD_TOGETHER):
                alone.update(dict.fromkeys(keys))
            else:
                self._exact = False
                alone[min(keys, key=self._yields)] = None
        fresh = (key for key in happened.fresh if happened.known.activities[key].kind in HELD_TOGETHER)
        return (*(key for key in alone if key in happened.known.activities), *fresh)

    def _alone(self, struck: Struck) -> Breach | None:
        planned = self._happened.view.appointments
        return next((b for b in struck.breaches if sum(key in planned for key in b.activities) == 1), None)

    def _yields(self, key: ActivityKey) -> tuple[int, int, str]:
        happened = self._happened
        weight = happened.cost.weight(key, None)
        return int(happened.frozen(key)), weight, key

    def _changeable(self, work: Work, key: ActivityKey) -> bool:
        planned = work.now(key)
        return key in work.known.activities and (planned is None or planned.start >= work.known.now)

    def _give_way(self, work: Work, wrong: Sequence[Breach]) -> None:
        """Make loose what is newly broken, or leave out what was loose already."""
        for breach in wrong:
            keys = [key for key in breach.activities if self._changeable(work, key)]
            new = [key for key in keys if key not in self._loose]
            if breach.rule in FIRM:
                self._firm.update(key for key in keys if key in self._loose or key in self._others)
                continue
            self._exact = False
            if new:
                chosen = min(new, key=self._yields)
                self._loose[chosen] = None
                self._because.setdefault(chosen, breach)
            else:
                planned = [key for key in keys if work.now(key) is not None]
                kinds = work.known.activities
                if planned:
                    self._left[min(planned, key=lambda key: (GIVES_WAY.index(kinds[key].kind), key))] = breach

    # --- one attempt ------------------------------------------------------------

    def _attempt(self) -> Work:
        happened = self._happened
        work = Work(happened.version.state, happened.version.stands, self._searched())
        kinds: dict[ActivityKind, list[ActivityKey]] = {kind: [] for kind in ActivityKind}
        for key in self._loose:
            kinds[work.known.activities[key].kind].append(key)
        units = happened.units(kinds[ActivityKind.DEPARTURE])
        served = [*(key for unit in units for key in unit), *kinds[ActivityKind.PRESENTATION]]
        rides = {ride: key for key in served for ride in ride_keys(work, key)}
        talks = [key for kind in HELD_TOGETHER for key in kinds[kind]]
        work.forget({*self._loose, *served, *rides})
        for unit in units:
            self._depart(work, unit)
        self._talk(work, talks)
        moved = {key for key in served if work.now(key) != happened.view.appointments.get(key)}
        self._ride(work, kinds[ActivityKind.MOVE], rides, moved)
        for key in happened.gone:
            work.set(key, Stand())
            work.forget({key})
        self._fix(work)
        return work

    def _searched(self) -> Ground:
        """Return the ground to search on: what is loose is neither fixed by hand nor held by its frozen time."""
        happened = self._happened
        known = happened.known
        left = [p for p in known.problem.placements if p.activity not in self._loose]
        if len(left) < len(known.problem.placements):
            known = with_placements(known, left)
        known = without_baseline(
            known, [key for key in self._loose if happened.frozen(key) and not happened.begun(key)]
        )
        view = happened.view
        return happened.ground if known is happened.known else seen(happened.ground, view.changed(known, view.plan, {}))

    def _depart(self, work: Work, unit: Sequence[ActivityKey]) -> None:
        """Put a household on its best free journey, or leave all of it out."""
        lead = work.activity(unit[0])
        if not self._manner.dropping and not any(key in self._left for key in unit):
            found = examined(work.ground, lead)
            avoided = self._manner.avoid.get(lead.key)
            spots = [spot for spot in found if not spot.obstacles and not stands_at(spot, avoided)]
            for placed in best_spot(work.ground, self._happened.cost, spots, unit) or ():
                work.put(placed)
                if placed.activity not in unit:
                    self._others[placed.activity] = None
            if not spots and all(self._for_good(spot) for spot in found):
                self._hopeless.update(unit)
        for key in unit:
            if work.now(key) is None:
                self._leave_out(work, key)

    def _for_good(self, spot: Examined) -> bool:
        """Return whether something forbids a spot that nobody who may move could make room for."""
        movable = self._happened.movable
        return any(not set(obstacle.others) & movable for obstacle in spot.obstacles)

    def _talk(self, work: Work, keys: Sequence[ActivityKey]) -> None:
        """Put conversations, meetings and presentations back, and leave out what has no place."""
        loose = [key for key in keys if not self._manner.dropping and key not in self._left]
        for key, planned in self._places(work, loose).items() if loose else ():
            before = self._happened.view.appointments.get(key)
            if planned is None or (key not in loose and planned == before):
                continue
            if key not in loose:
                self._others[key] = None
            work.put(before if before is not None and _same(before, planned) else planned)
        for key in keys:
            if work.now(key) is None:
                self._leave_out(work, key)

    def _places(self, work: Work, loose: Sequence[ActivityKey]) -> Mapping[ActivityKey, Appointment | None]:
        """Return where loose items go; where one has no place otherwise, with others that are affected moved."""
        candidates = self._happened.candidates if work.known is self._happened.known else Candidates(work.known)
        args = (work.ground, candidates, loose, self._happened.cost, self._clock)
        found = put_back(*args, avoid=self._manner.avoid)
        lacking = [k for k, a in found.appointments.items() if a is None and candidates.of(work.activity(k))]
        movable = self._in_the_way(work.ground, candidates, lacking) if self._manner.moving else []
        self._exact &= found.proven
        if not lacking:
            return found.appointments
        few = [key for key in movable if work.known.activities[key].kind in HELD_TOGETHER][:MOST_MOVABLE]
        more = put_back(*args, avoid=self._manner.avoid, movable=few) if few and not self._clock.over else found
        chosen = more if _placed(more, loose) > _placed(found, loose) else found
        if len(few) == len(movable) and more.proven and not self._clock.over:
            self._hopeless.update(key for key in loose if chosen.appointments.get(key) is None)
        else:
            self._exact = False
        return chosen.appointments

    def _in_the_way(self, ground: Ground, candidates: Candidates, lacking: Iterable[ActivityKey]) -> list[ActivityKey]:
        """Return what may move and takes what items without a place could use, those who take most room first."""
        taken: Counter[ActivityKey] = Counter()
        for key in lacking:
            uses = {
                use.resource for candidate in candidates.of(ground.known.activities[key]) for use in candidate.mode.uses
            }
            for part in (part for resource in uses for part in ground.view.parts(resource)):
                if part.appointment.activity in self._happened.movable:
                    taken[part.appointment.activity] += 1
        return sorted(taken, key=lambda key: (-taken[key], key))

    def _ride(
        self,
        work: Work,
        struck: Sequence[ActivityKey],
        rides: Mapping[ActivityKey, ActivityKey],
        moved: Collection[ActivityKey],
    ) -> None:
        """Give rides that are loose, and those of what moved, a place; others stay as they were."""
        happened = self._happened
        before = happened.view.appointments
        order = sorted({**rides, **dict.fromkeys(struck)}, key=lambda key: (_depth(work, key), key))
        for ride in order:
            activity = work.activity(ride)
            was, served = before.get(ride), activity.move.serves
            stays = rides.get(ride) not in moved and ride not in struck
            if stays and (was is None or happened.begun(ride)):
                if was is not None:
                    work.put(was)
                continue
            lost = next(
                (k for k in (served, activity.move.after) if k in work.known.activities and work.now(k) is None), None
            )
            if lost is not None:
                because = wording.SERVES_NOTHING.say(served=lost)
                work.leave_out(ride, UnplannedCode.DEPENDS, "P15", because)
            elif was is not None and ride not in self._loose and not checked_obstacles(work.ground, (was,)):
                work.put(was)
            elif ride in self._left or (self._manner.dropping and ride in struck) or not self._put_ride(work, activity):
                self._leave_out(work, ride)

    def _put_ride(self, work: Work, activity: Activity) -> bool:
        happened = self._happened
        movable = happened.movable if self._manner.moving else frozenset[ActivityKey]()
        riding = Riding(happened.cost, movable, self._clock)
        was = happened.view.appointments.get(activity.key)
        placed = put_ride(work.ground, riding, activity, was, self._manner.avoid.get(activity.key))
        for appointment in placed:
            if appointment.activity != activity.key:
                self._others[appointment.activity] = None
                self._exact = False
            work.put(appointment)
        return bool(placed)

    def _leave_out(self, work: Work, key: ActivityKey) -> None:
        """Leave an item out: for the rule that struck it, or for what was in the way at last."""
        breach = self._left.get(key) or self._because.get(key)
        hopeless = work.activity(key).kind in HELD_TOGETHER and not self._happened.candidates.of(work.activity(key))
        code = UnplannedCode.FACT if hopeless else UnplannedCode.NO_OPTION
        if breach is None:
            work.leave_out(key, UnplannedCode.NO_OPTION, "P05", str(wording.NO_PLACE))
        else:
            work.leave_out(key, code, breach.rule, breach.because)

    # --- judging -----------------------------------------------------------------

    def _fix(self, work: Work) -> None:
        """Fix by hand, with the reason, what the frozen zone or a pin would otherwise hold where it cannot be."""
        for key in self._firm:
            stand, before = work.stand(key), self._happened.view.appointments.get(key)
            placed = Placement(
                activity=key,
                grade=PinGrade.ALL,
                reason=str(wording.AFTER_EVENT),
                expires=None if stand.appointment is not None or before is None else before.end,
                appointment=stand.appointment,
                with_edit=True,
            )
            work.set(key, replace(stand, placement=placed))

    def _judged(self, work: Work) -> "_Judged":
        deal = Deal(changes=work.changes(), hand_overs=work.hand_overs(), read=read_by(work))
        judged = self._happened.desk.judged(deal)
        return _Judged(deal, judged.step, judged.levels, self._happened.worse(judged.step.tally))


@dataclass(frozen=True, slots=True)
class _Judged:
    deal: Deal
    step: Step
    levels: tuple[LevelValue, ...]
    breaches: tuple[Breach, ...]


def _placed(found: PutBack, keys: Iterable[ActivityKey]) -> int:
    return sum(found.appointments.get(key) is not None for key in keys)


def _same(before: Appointment, after: Appointment) -> bool:
    return (before.start, before.place, set(before.participations)) == (
        after.start,
        after.place,
        set(after.participations),
    )


def _depth(work: Work, ride: ActivityKey) -> int:
    activity = work.known.activities.get(ride)
    first = activity.move.after if activity is not None and activity.kind is ActivityKind.MOVE else None
    return 0 if first is None or first not in work.known.activities else 1 + _depth(work, first)
