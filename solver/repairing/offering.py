"""Several repairs that really differ: in who or what moves, in what is left out, or in who uses what comes free.

Each is mended and judged whole. Not allowed here: how one repair is made (``mending``).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.domain.editing import Deal
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.ports.repairing import Proposals, Repair, Sought, Wanted
from solver.clock import Budget
from solver.repairing.happened import Happened
from solver.repairing.mending import Manner, Mended, Mender
from solver.repairing.telling import repair_of

ELSEWHERE = 3
"""So often other places are looked for than those of the repairs before."""

What = frozenset[tuple[object, ...]]
"""What a repair comes to, apart from words: who is where and when with what."""


def proposals(happened: Happened, wanted: Wanted, clock: Budget) -> Proposals:
    """Return up to so many different repairs, the best first, and how far others were looked for."""
    ways = _Ways(happened, wanted, clock)
    found: list[Repair] = []
    seen: set[What] = set()
    left, longest = clock.left, 0.0
    for mended in ways.all():
        left, longest = clock.left, max(longest, left - clock.left)
        what = what_of(mended.deal)
        if what not in seen and (mended.whole or not seen):
            seen.add(what)
            repair = repair_of(happened, mended)
            if _within(repair, wanted.cap):
                found.append(repair)
        if len(found) >= wanted.count:
            return Proposals(repairs=tuple(found), sought=Sought.ENOUGH)
        if clock.over or clock.left < longest:
            return Proposals(repairs=tuple(found), sought=Sought.TIME)
    return Proposals(repairs=tuple(found), sought=Sought.SHOWN if ways.exhausted else Sought.LOOKED)


def what_of(deal: Deal) -> What:
    """Return what a step comes to: two that differ in words alone come to the same."""
    return frozenset(
        (change.activity, _place(change.after.appointment))
        for change in deal.changes
        if change.before.appointment != change.after.appointment
    )


@dataclass
class _Ways:
    """The manners of mending, one after the other; each knows what those before it came to."""

    happened: Happened
    wanted: Wanted
    clock: Budget
    placed: dict[ActivityKey, tuple[Appointment, ...]] = field(default_factory=dict)
    added: set[ActivityKey] = field(default_factory=set)
    exhausted: bool = False
    """Whether it was shown that there is nothing else: nothing has another place, and nobody can use what is free."""

    def all(self) -> Iterator[Mended]:
        """Yield the smallest change, stand-ins, other places, others first, nothing put back, and what is free used."""
        first = self._mended(Manner())
        yield first
        if not first.loose and not first.deal.changes:
            self.exhausted = True
            return
        if self.happened.version.state.plan.standbys:
            yield self._mended(Manner(filling=True))
        if first.others:
            yield self._mended(Manner(moving=False))
        if self.wanted.fill:
            yield from self._filled(once=True)
        yield from self._elsewhere(first)
        yield from self._filled(once=False)

    def _elsewhere(self, first: Mended) -> Iterator[Mended]:
        """Yield repairs with other places, with who was left out going first, and with all of it left out."""
        self._remember(first)
        for _ in range(ELSEWHERE if self.placed else 0):
            before = dict(self.placed)
            other = self._mended(Manner(avoid=before))
            yield other
            self._remember(other)
            if self.placed == before:
                break
        out = {key for key in _left_out(first) if key not in first.hopeless}
        if out and len(first.loose) > len(out):
            yield self._mended(Manner(first=frozenset(out)))
        if self.placed:
            yield self._mended(Manner(dropping=True))

    def _filled(self, *, once: bool) -> Iterator[Mended]:
        """Yield repairs in which what comes free is used, each by others."""
        for _ in range(1 if once else self.wanted.count):
            mended = self._mended(Manner(filling=True, anybody=True, apart=frozenset(self.added)))
            new = {key for key in mended.others if key not in self.happened.view.appointments}
            if not new - self.added:
                self.exhausted = not self.placed and not self.clock.over and mended.exact
                return
            self.added |= new
            yield mended

    def _mended(self, manner: Manner) -> Mended:
        return Mender(self.happened, manner, self.clock).mend()

    def _remember(self, mended: Mended) -> None:
        for change in mended.deal.changes:
            now = change.after.appointment
            if now is not None and change.activity in mended.loose:
                known = self.placed.get(change.activity, ())
                self.placed[change.activity] = known if now in known else (*known, now)


def _left_out(mended: Mended) -> Iterator[ActivityKey]:
    for change in mended.deal.changes:
        if change.activity in mended.loose and change.after.appointment is None:
            yield change.activity


def _place(appointment: Appointment | None) -> tuple[object, ...] | None:
    if appointment is None:
        return None
    means = frozenset((part.resource, part.amount, part.start) for part in appointment.participations)
    return appointment.start, appointment.end, appointment.place, means


def _within(repair: Repair, cap: int | None) -> bool:
    return cap is None or sum(change.before is not None for change in repair.changes) <= cap
