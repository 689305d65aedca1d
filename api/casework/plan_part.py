"""The vertrekplan on a case's page: possibilities, barriers, questions, support, who acts for the person.

Pure functions. Nothing is ranked: possibilities stand in the order of the alphabet. Not allowed here: requests.
"""

from dataclasses import dataclass

from api.casework.case_facts import CaseFacts
from api.casework.entry_tables import mark_of
from api.casework.words import day_text, period, said
from api.web.speech import _, country
from planner.domain.access import Field, Visitor
from planner.domain.code_words import code_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One line: its cells, how it stands, and the mark by which it can be changed."""

    cells: tuple[str, ...]
    state: str
    tone: str
    mark: str
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """The parts of the vertrekplan."""

    wigk: str
    possibilities: tuple[PlanLine, ...]
    barriers: tuple[PlanLine, ...]
    questions: tuple[PlanLine, ...]
    supports: tuple[PlanLine, ...]
    representatives: tuple[PlanLine, ...]
    moments: tuple[PlanLine, ...]
    clearances: tuple[PlanLine, ...]


def plan_part(facts: CaseFacts, visitor: Visitor) -> PlanPart:
    """Return the vertrekplan, in the language spoken now."""
    view = facts.view
    legal, land = visitor.sees(Field.LEGAL), visitor.sees(Field.COUNTRY)
    motivation = "" if view.motivation is None else f"{said(view.motivation.phase)}, {period(view.motivation.valid)}"
    return PlanPart(
        wigk=motivation,
        possibilities=tuple(
            PlanLine(
                cells=(country(one.country), day_text(one.since)), state=said(one.state), tone="", mark=mark_of(one)
            )
            for one in (sorted(view.possibilities, key=lambda p: p.country) if land else ())
        ),
        barriers=_barriers(facts),
        questions=_questions(facts),
        supports=tuple(
            PlanLine(
                cells=(said(one.kind), said(one.through), day_text(one.agreed_on)),
                state="" if one.amount is None else f"€ {one.amount}",
                tone="",
                mark=mark_of(one),
            )
            for one in view.supports
        ),
        representatives=tuple(
            PlanLine(cells=(said(one.role), one.reference, period(one.valid)), state="", tone="", mark=mark_of(one))
            for one in view.representatives
        ),
        moments=tuple(
            PlanLine(cells=(said(one.kind), day_text(one.on)), state="", tone="", mark=mark_of(one))
            for one in (view.moments if legal else ())
        ),
        clearances=tuple(
            PlanLine(cells=(said(one.kind), period(one.valid)), state=said(one.state), tone="", mark=mark_of(one))
            for one in view.clearances
        ),
    )


def _barriers(facts: CaseFacts) -> tuple[PlanLine, ...]:
    work = facts.view.work
    groups = (
        (work.barriers_overdue, _("te laat"), "bad", True),
        (work.barriers_open, _("open"), "info", True),
        (work.barriers_removed, _("weggenomen"), "ok", False),
    )
    return tuple(
        PlanLine(
            cells=(said(one.kind), one.action, said(one.owner), day_text(one.due)),
            state=state,
            tone=tone,
            mark=mark_of(one),
            open=is_open,
        )
        for some, state, tone, is_open in groups
        for one in some
    )


def _questions(facts: CaseFacts) -> tuple[PlanLine, ...]:
    work = facts.view.work
    groups = (
        (work.questions_overdue, _("te laat"), "bad", True),
        (work.questions_open, _("open"), "info", True),
        (work.questions_answered, _("beantwoord"), "ok", False),
    )
    return tuple(
        PlanLine(
            cells=(said(one.party), code_words(one.item), day_text(one.due)),
            state=state,
            tone=tone,
            mark=mark_of(one),
            open=is_open,
        )
        for some, state, tone, is_open in groups
        for one in some
    )
