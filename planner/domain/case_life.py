"""Reading the life of a case from its phases: which count, which is the present one, and which may come next.

Pure functions. Not allowed here: deciding for a person that a case goes on.
"""

from collections.abc import Iterable, Sequence

from planner.domain.casework import FOLLOWING, CasePhase, Closing, PhaseChange
from planner.domain.spelling import listed, stamp
from planner.domain.steps import WrongStep

_ORDER = tuple(CasePhase)


def standing(changes: Iterable[PhaseChange]) -> tuple[PhaseChange, ...]:
    """Return the changes that count, oldest first: a correction takes the place of the one before it.

    A correction to the phase that stood before the wrong change leaves just that one.
    """
    counting: list[PhaseChange] = []
    for change in sorted(changes, key=lambda one: one.at):
        if change.correction and counting:
            counting.pop()
            if counting and counting[-1].phase is change.phase and counting[-1].closing is change.closing:
                continue
        counting.append(change)
    return tuple(counting)


def present(changes: Iterable[PhaseChange]) -> PhaseChange | None:
    """Return the change by which the case is in the phase it is in, or None."""
    counting = standing(changes)
    return counting[-1] if counting else None


def allowed_next(changes: Iterable[PhaseChange]) -> tuple[CasePhase, ...]:
    """Return the phases into which the case may go now, in the order of a case's life."""
    now = present(changes)
    following = FOLLOWING[None if now is None else now.phase]
    return tuple(phase for phase in _ORDER if phase in following)


def wrong_change(before: Sequence[PhaseChange], change: PhaseChange) -> WrongStep | None:
    """Return what keeps the change from being added to those before it, or None when it may be."""
    return wrong_closing(change) or _wrong_phase(before, change) or _wrong_moment(before, change)


def wrong_closing(change: PhaseChange) -> WrongStep | None:
    """Return what is wrong with the way of closing: given when, and only when, the case is closed."""
    closed = change.phase is CasePhase.CLOSED
    if closed and change.closing is None:
        return WrongStep(
            field="closing", problem="er staat niet hoe de zaak eindigde", remedy=f"Kies uit: {', '.join(Closing)}."
        )
    if not closed and change.closing is not None:
        return WrongStep(
            field="closing", problem="alleen een gesloten zaak heeft een wijze van sluiten", remedy="Laat haar weg."
        )
    return None


def _wrong_moment(before: Sequence[PhaseChange], change: PhaseChange) -> WrongStep | None:
    last = max(before, key=lambda one: one.at, default=None)
    if last is None or change.at > last.at:
        return None
    return WrongStep(
        field="at",
        problem=f"{change.case} staat al op {last.phase} sinds {stamp(last.at)}; een fase komt er alleen later bij",
        remedy="Geef een later tijdstip; herstel een fout met een latere correctie en een reden.",
    )


def _wrong_phase(before: Sequence[PhaseChange], change: PhaseChange) -> WrongStep | None:
    counting = standing(before)
    now = counting[-1].phase if counting else None
    if change.correction:
        return _wrong_correction(counting, change)
    following = FOLLOWING[now]
    if change.phase not in following:
        called = "nog zonder fase" if now is None else now
        return WrongStep(
            field="phase",
            problem=f"{change.case} is {called} en kan niet {change.phase} worden",
            remedy=f"Hierna kan: {_named(following)}.",
        )
    if now is not None and _ORDER.index(change.phase) < _ORDER.index(now) and not change.reason:
        return WrongStep(
            field="reason", problem=f"van {now} terug naar {change.phase} vraagt een reden", remedy="Geef een reden."
        )
    return None


def _wrong_correction(counting: tuple[PhaseChange, ...], change: PhaseChange) -> WrongStep | None:
    if not counting:
        return WrongStep(
            field="correction", problem="er is nog geen fase om te herstellen", remedy="Laat de correctie weg."
        )
    if not change.reason:
        return WrongStep(field="reason", problem="een correctie vraagt een reden", remedy="Geef een reden.")
    wrong = counting[-1]
    base = counting[-2].phase if len(counting) > 1 else None
    possible = FOLLOWING[base] | ({base} if base is not None else set())
    if change.phase is wrong.phase and change.closing is wrong.closing:
        return WrongStep(
            field="phase", problem=f"{change.case} is al {change.phase}", remedy="Noem de fase die het had moeten zijn."
        )
    if change.phase not in possible:
        return WrongStep(
            field="phase",
            problem=f"in plaats van {wrong.phase} kon {change.case} niet {change.phase} worden",
            remedy=f"Het had kunnen zijn: {_named(possible)}.",
        )
    return None


def _named(phases: Iterable[CasePhase]) -> str:
    wanted = set(phases)
    return listed(phase for phase in _ORDER if phase in wanted)
