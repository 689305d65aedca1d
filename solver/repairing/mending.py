"""Taking out what facts broke, and putting it back with the smallest change: first without touching anything else.

Every attempt is judged by all rules. What they newly forbid then becomes loose as well, or is left out at last.
Not allowed here: bounds, prices, and which repairs are told.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from planner.domain.activities import Activity, ActivityKind
from planner.domain.commitments import PinGrade, Placement
from planner.domain.editing import Deal, Stand
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Breach, LevelValue, UnplannedCode
from planner.domain.time import Minute
from solver.clock import Budget
from solver.editing.fixing import read_by
from solver.editing.objecting import FIRM
from solver.editing.rides import ride_keys
from solver.editing.tally import Step
from solver.editing.work import Work
from solver.pinned import with_placements
from solver.repairing import wording
from solver.repairing.filling import freed, stand_in, take_up
from solver.repairing.happened import Happened, seen, without_baseline
from solver.repairing.loosening import first_loose, yields
from solver.repairing.riding import Riding, put_ride
from solver.repairing.spots import best_spot, stands_at
from solver.repairing.talking import HELD_TOGETHER, places
from solver.standby import R43
from solver.why.examined import Examined, examined
from solver.why.ground import Ground
from solver.why.obstacles import checked_obstacles

DEPARTS = ActivityKind.DEPARTURE
OTHER_JOURNEYS = 2
"""How often another flight is tried where the first leaves somebody without a ride."""
ROUNDS = 6
"""How often what is newly broken is made loose as well."""
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

    avoid: Mapping[ActivityKey, Sequence[Appointment]] = field(default_factory=dict)
    dropping: bool = False
    moving: bool = True
    """Whether others that are affected may move where something has no place without it."""
    filling: bool = False
    """Whether who stands by takes a seat that came free."""
    anybody: bool = False
    """Whether what is not planned may use what came free as well."""
    apart: frozenset[ActivityKey] = frozenset()
    """What may not use it."""
    first: frozenset[ActivityKey] = frozenset()
    """What gets its place before the others that are loose."""


PLAIN = Manner()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A plan without new hard breaches. ``exact``: nothing better exists as everything that is not loose stays."""

    deal: Deal
    step: Step
    levels: tuple[LevelValue, ...]
    loose: tuple[ActivityKey, ...]
    others: tuple[ActivityKey, ...]
    hopeless: frozenset[ActivityKey]
    """What is proven to have no place, however what is affected is moved."""
    needs_other: bool
    """Whether it is proven that without moving somebody else fewer would have a place."""
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
        self._stood_down: set[ActivityKey] = set()
        self._shun: dict[ActivityKey, set[Minute]] = {}
        self._exact, self._needs_other = True, False

    def mend(self) -> Mended:
        """Return the plan with everything in place that could be; what cannot is left out with its reason."""
        first = first_loose(self._happened)
        self._loose.update(dict.fromkeys(first.keys))
        self._because.update(first.because)
        self._exact &= first.exact
        best = self._settled()
        for _ in range(OTHER_JOURNEYS):
            if not best[1].lost or self._clock.over:
                break
            for key in best[1].lost:
                self._shun.setdefault(key, set()).add(best[0].view.appointments[key].start)
            other = self._settled()
            best = min(best, other, key=lambda one: (len(one[1].breaches), one[1].unserved, len(one[1].lost)))
        return best[2]

    def _settled(self) -> "tuple[Work, _Judged, Mended]":
        """Return an attempt in which what is newly broken gave way, as far as that can be."""
        work, found = self._round()
        for _ in range(ROUNDS):
            wrong = [b for b in found.breaches if any(self._changeable(work, key) for key in b.activities)]
            if not wrong:
                break
            self._give_way(work, wrong)
            work, found = self._round()
        mended = Mended(
            deal=found.deal,
            step=found.step,
            levels=found.levels,
            loose=tuple(self._loose),
            others=tuple(self._others),
            hopeless=frozenset(self._hopeless),
            needs_other=self._needs_other,
            exact=self._exact and not found.lost,
            whole=not found.breaches,
        )
        return work, found, mended

    def _round(self) -> "tuple[Work, _Judged]":
        self._others.clear()
        self._hopeless.clear()
        self._needs_other = False
        work = self._attempt()
        return work, self._judged(work)

    def _changeable(self, work: Work, key: ActivityKey) -> bool:
        planned = work.now(key)
        return key in work.known.activities and (planned is None or planned.start >= work.known.now)

    def _give_way(self, work: Work, wrong: Sequence[Breach]) -> None:
        """Make loose what is newly broken, or leave out what was loose already."""
        for breach in wrong:
            keys = [key for key in breach.activities if self._changeable(work, key)]
            new = [key for key in keys if key not in self._loose]
            if breach.rule == R43:
                self._stood_down.update(breach.activities)
                continue
            if breach.rule in FIRM:
                self._firm.update(key for key in keys if key in self._loose or key in self._others)
                continue
            self._exact = False
            if new:
                chosen = min(new, key=partial(yields, self._happened))
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
        for unit in sorted(units, key=self._manner.first.isdisjoint):
            self._depart(work, unit)
        self._talk(work, talks)
        moved = {key for key in served if work.now(key) != happened.view.appointments.get(key)}
        self._ride(work, kinds[ActivityKind.MOVE], rides, moved)
        if self._manner.filling:
            self._fill(work, (*served, *talks, *rides, *kinds[ActivityKind.MOVE]))
        for key in happened.gone:
            work.set(key, Stand())
            work.forget({key})
        for key in self._stood_down:
            stand = work.stand(key)
            work.set(key, replace(stand, standbys=()))
        self._fix(work)
        return work

    def _fill(self, work: Work, keys: Iterable[ActivityKey]) -> None:
        """Let others use what items leave free."""
        happened, riding = self._happened, Riding(self._happened.cost, frozenset(), self._clock)
        free = freed(happened, work, keys)
        taken = stand_in(happened, work, free, riding)
        if self._manner.anybody:
            taken += take_up(happened, work, free, riding, self._manner.apart)
        self._others.update(dict.fromkeys(taken))
        self._exact &= not taken

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
            avoided = self._manner.avoid.get(lead.key, ())
            shunned = {start for key in unit for start in self._shun.get(key, ())}
            spots = [s for s in found if not s.obstacles and s.start not in shunned and not stands_at(s, avoided)]
            for placed in best_spot(work.ground, self._happened.cost, spots, unit) or ():
                work.put(placed)
                if placed.activity not in unit:
                    self._others[placed.activity] = None
            if not spots and not shunned and all(self._for_good(spot) for spot in found):
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
        args = self._happened, work.ground, loose, self._manner.avoid, self._clock
        found = places(*args, moving=self._manner.moving)
        self._exact &= found.exact
        self._hopeless |= found.hopeless
        self._needs_other |= found.needs_other
        for key, planned in found.appointments.items():
            before = self._happened.view.appointments.get(key)
            if planned is None or (key not in loose and planned == before):
                continue
            if key not in loose:
                self._others[key] = None
            work.put(before if before is not None and _same(before, planned) else planned)
        for key in keys:
            if work.now(key) is None:
                self._leave_out(work, key)

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
        first = self._manner.first
        order = sorted({**rides, **dict.fromkeys(struck)}, key=lambda key: (_depth(work, key), key not in first, key))
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
        placed = put_ride(work.ground, riding, activity, was, self._manner.avoid.get(activity.key, ()))
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
        before = self._happened.view.appointments
        unserved = sum(work.now(key) is None for key in self._loose if key in before)
        lost = self._without_ride(work)
        return _Judged(deal, judged.step, judged.levels, self._happened.worse(judged.step.tally), unserved, lost)

    def _without_ride(self, work: Work) -> tuple[ActivityKey, ...]:
        """Return the departures that were moved to a time at which a ride of theirs finds no place."""
        before, found = self._happened.view.appointments, dict[ActivityKey, None]()
        for key in self._loose:
            now = work.now(key)
            if (
                now is None
                or key not in before
                or now.start == before[key].start
                or work.activity(key).kind is not DEPARTS
            ):
                continue
            if any(ride in before and work.now(ride) is None for ride in ride_keys(work, key)):
                found[key] = None
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Judged:
    deal: Deal
    step: Step
    levels: tuple[LevelValue, ...]
    breaches: tuple[Breach, ...]
    unserved: int
    lost: tuple[ActivityKey, ...]
    """Departures without the ride that they had."""


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
