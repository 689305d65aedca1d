"""Reading the life of a case from its phases: which count, which is the present one, and which may come next.

Pure functions. Not allowed here: deciding for a person that a case goes on.
"""

from collections.abc import Iterable, Sequence

from planner.domain.casework import FOLLOWING, CasePhase, Closing, PhaseChange
from planner.domain.spelling import listed, stamp
from planner.domain.steps import WrongStep
from planner.domain.wording import either

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
            field="closing",
            problem=either("er staat niet hoe de zaak eindigde", "it does not say how the case ended"),
            remedy=either(f"Kies uit: {', '.join(Closing)}.", f"Choose from: {', '.join(Closing)}."),
        )
    if not closed and change.closing is not None:
        return WrongStep(
            field="closing",
            problem=either(
                "alleen een gesloten zaak heeft een wijze van sluiten", "only a closed case has a way of closing"
            ),
            remedy=either("Laat haar weg.", "Leave it out."),
        )
    return None


def _wrong_moment(before: Sequence[PhaseChange], change: PhaseChange) -> WrongStep | None:
    last = max(before, key=lambda one: one.at, default=None)
    if last is None or change.at > last.at:
        return None
    return WrongStep(
        field="at",
        problem=either(
            f"{change.case} staat al op {last.phase} sinds {stamp(last.at)}; een fase komt er alleen later bij",
            f"{change.case} has been at {last.phase} since {stamp(last.at)}; a phase is only added later",
        ),
        remedy=either(
            "Geef een later tijdstip; herstel een fout met een latere correctie en een reden.",
            "Give a later moment; mend a mistake with a later correction and a reason.",
        ),
    )


def _wrong_phase(before: Sequence[PhaseChange], change: PhaseChange) -> WrongStep | None:
    counting = standing(before)
    now = counting[-1].phase if counting else None
    if change.correction:
        return _wrong_correction(counting, change)
    following = FOLLOWING[now]
    if change.phase not in following:
        called = either("nog zonder fase", "without a phase yet") if now is None else now
        return WrongStep(
            field="phase",
            problem=either(
                f"{change.case} is {called} en kan niet {change.phase} worden",
                f"{change.case} is {called} and cannot become {change.phase}",
            ),
            remedy=either(f"Hierna kan: {_named(following)}.", f"After this may come: {_named(following)}."),
        )
    if now is not None and _ORDER.index(change.phase) < _ORDER.index(now) and not change.reason:
        return WrongStep(
            field="reason",
            problem=either(
                f"van {now} terug naar {change.phase} vraagt een reden",
                f"back from {now} to {change.phase} asks for a reason",
            ),
            remedy=either("Geef een reden.", "Give a reason."),
        )
    return None


def _wrong_correction(counting: tuple[PhaseChange, ...], change: PhaseChange) -> WrongStep | None:
    if not counting:
        return WrongStep(
            field="correction",
            problem=either("er is nog geen fase om te herstellen", "there is no phase to mend yet"),
            remedy=either("Laat de correctie weg.", "Leave the correction out."),
        )
    if not change.reason:
        return WrongStep(
            field="reason",
            problem=either("een correctie vraagt een reden", "a correction asks for a reason"),
            remedy=either("Geef een reden.", "Give a reason."),
        )
    wrong = counting[-1]
    base = counting[-2].phase if len(counting) > 1 else None
    possible = FOLLOWING[base] | ({base} if base is not None else set())
    if change.phase is wrong.phase and change.closing is wrong.closing:
        return WrongStep(
            field="phase",
            problem=either(f"{change.case} is al {change.phase}", f"{change.case} is {change.phase} already"),
            remedy=either("Noem de fase die het had moeten zijn.", "Name the phase it should have been."),
        )
    if change.phase not in possible:
        return WrongStep(
            field="phase",
            problem=either(
                f"in plaats van {wrong.phase} kon {change.case} niet {change.phase} worden",
                f"instead of {wrong.phase} {change.case} could not become {change.phase}",
            ),
            remedy=either(f"Het had kunnen zijn: {_named(possible)}.", f"It could have been: {_named(possible)}."),
        )
    return None


def _named(phases: Iterable[CasePhase]) -> str:
    wanted = set(phases)
    return listed(phase for phase in _ORDER if phase in wanted)
