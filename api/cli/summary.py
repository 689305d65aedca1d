"""What a plan came to, in words and for scripts: planned per kind, not planned per reason, levels with bound."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from api.cli.console import counted, heading, say, show, table
from api.cli.progress import gap, level_table
from api.cli.simulate import as_data as simulated
from api.cli.words import rule_title
from planner.domain.spelling import number

if TYPE_CHECKING:
    from planner.domain.clearances import Override
    from planner.domain.plan import Plan, Unplanned
    from planner.domain.problem import Problem
    from solver.standby import VoidApproval

EXAMPLES = 2


def show_summary(problem: Problem, plan: Plan) -> None:
    """Print what was planned, what was not and why, and how good it is."""
    _show_planned(problem, plan)
    _show_unplanned(plan)
    _show_cases(plan)
    _show_robustness(plan)
    _show_void(problem, plan)
    _show_exceptions(problem, plan)
    if plan.levels:
        heading("Hoe goed (lager is beter; een niveau gaat altijd voor op het volgende)")
        show(level_table(plan.levels))


def as_data(problem: Problem, plan: Plan) -> dict[str, object]:
    """Return the same for a script."""
    asked, planned = _counts(problem, plan)
    return {
        "gepland": {kind: planned[kind] for kind in asked},
        "gevraagd": dict(asked),
        "niet_gepland": [
            {
                "activiteit": item.activity,
                "oorzaak": item.code.value,
                "redenen": [{"regel": reason.rule, "omdat": reason.because} for reason in item.reasons],
            }
            for item in plan.unplanned
        ],
        "toegewezen": len(plan.assignments),
        "niet_toegewezen": [case for case, _ in plan.unassigned],
        "simulatie": simulated(plan.simulation) if plan.simulation else None,
        "terugval": {
            "stappen": len(plan.fallbacks),
            "zonder_voertuig": sum(fallback.vehicle is None for fallback in plan.fallbacks),
        },
        "reserve": [standby.activity for standby in plan.standbys],
        "uitzonderingen": [
            {"regel": o.rule, "activiteit": o.activity, "door": o.by, "reden": o.reason}
            for o in _holding(problem, plan)
        ],
        "reserve_houdt_niet": [
            {
                "vertrek": void.approval.activity,
                "vlucht": void.approval.flight,
                "goedgekeurd_door": void.approval.approved_by,
                "in_de_weg": [{"regel": reason.rule, "omdat": reason.because} for reason in void.in_the_way],
            }
            for void in _void(problem, plan)
        ],
        "niveaus": [
            {"niveau": int(v.level), "kosten": v.cost, "ondergrens": v.bound, "gat": round(gap(v), 4)}
            for v in plan.levels
        ],
    }


def _show_robustness(plan: Plan) -> None:
    """Say how many departures are to be expected, and for how many failures nobody is ready."""
    found = plan.simulation
    if found is not None and found.planned:
        expected = (
            f"{number(found.realised.mean)} ({number(found.realised.low, 0)} tot {number(found.realised.high, 0)})"
        )
        planned = counted(found.planned, "vertrek", "vertrekken")
        say(f"Naar verwachting gaan {expected} van {planned} door; zie vertrekplanner simulate.")
    if plan.fallbacks:
        without = sum(fallback.vehicle is None for fallback in plan.fallbacks)
        ready = len(plan.fallbacks) - without
        say(f"Als een vertrek mislukt: {ready} keer vooraf geregeld wie terugbrengt, {without} keer niemand.")
    if plan.standbys:
        say(f"Reserve: {len(plan.standbys)} goedgekeurd en mogelijk.")


def _holding(problem: Problem, plan: Plan) -> list[Override]:
    """Return the exceptions to rules that hold for what is planned."""
    starts = {item.activity: item.start for item in plan.appointments}
    found = problem.case_file.overrides
    return [o for o in found if o.activity in starts and o.valid.contains(starts[o.activity])]


def _show_exceptions(problem: Problem, plan: Plan) -> None:
    """Name the exceptions, so that nobody overlooks that the plan rests on them."""
    from planner.usecases.gate.readiness import exception_words

    for override in _holding(problem, plan):
        say(f"Let op, {override.activity}: {exception_words(override)}.", style="yellow")


def _show_void(problem: Problem, plan: Plan) -> None:
    """Name the approved stand-bys that the plan does not take over."""
    for void in _void(problem, plan):
        who, because = void.approval, "; ".join(f"{rule_title(r.rule)}: {r.because}" for r in void.in_the_way)
        said = f"{who.activity} op vlucht {who.flight} (goedgekeurd door {who.approved_by})"
        say(f"Goedgekeurde reserve houdt niet: {said}. {because}")


def _void(problem: Problem, plan: Plan) -> tuple[VoidApproval, ...]:
    from solver.known import Known
    from solver.rulebook import PLANNED
    from solver.standby import void_approvals
    from solver.view import View

    return void_approvals(View(Known(problem), plan), PLANNED) if problem.standbys else ()


def _counts(problem: Problem, plan: Plan) -> tuple[Counter[str], Counter[str]]:
    done = {item.activity for item in plan.appointments}
    asked = Counter(activity.kind.value for activity in problem.activities)
    return asked, Counter(activity.kind.value for activity in problem.activities if activity.key in done)


def _show_planned(problem: Problem, plan: Plan) -> None:
    from api.pages.steps import KINDS

    asked, planned = _counts(problem, plan)
    heading("Gepland")
    rows = [
        (word, planned[kind.value], asked[kind.value], asked[kind.value] - planned[kind.value])
        for kind, word in KINDS.items()
        if asked[kind.value]
    ]
    show(table(("Soort", "Gepland", "Gevraagd", "Niet gepland"), rows, right=(1, 2, 3)))


def _show_unplanned(plan: Plan) -> None:
    from api.pages.steps import CAUSES

    if not plan.unplanned:
        say("Alles is gepland." if plan.appointments else "Er was niets te plannen.")
        return
    heading(f"Niet gepland: {len(plan.unplanned)}")
    groups = _by_reason(plan)
    for code, cause in CAUSES.items():
        found = [(rule, items) for (group, rule), items in groups.items() if group == code]
        if found:
            say(f"{cause}: {sum(len(items) for _, items in found)}")
            ordered = sorted(found, key=lambda pair: (-len(pair[1]), pair[0]))
            rows = [(len(items), rule, "\n".join(map(_example, items[:EXAMPLES]))) for rule, items in ordered]
            show(table(("Aantal", "Regel", "Bijvoorbeeld"), rows, right=(0,)))


def show_short(problem: Problem, plan: Plan) -> None:
    """Print the counts alone: planned per kind and not planned per cause."""
    from api.pages.steps import CAUSES

    _show_planned(problem, plan)
    counts = Counter(item.code for item in plan.unplanned)
    for code, cause in CAUSES.items():
        if counts[code]:
            say(f"Niet gepland, {cause[0].lower()}{cause[1:]}: {counts[code]}")


def _by_reason(plan: Plan) -> dict[tuple[str, str], list[Unplanned]]:
    groups: dict[tuple[str, str], list[Unplanned]] = defaultdict(list)
    for item in plan.unplanned:
        rule = rule_title(item.reasons[0].rule) if item.reasons else ""
        groups[item.code, rule].append(item)
    return groups


def _example(item: Unplanned) -> str:
    return f"{item.activity}: {item.reasons[0].because}" if item.reasons else str(item.activity)


def _show_cases(plan: Plan) -> None:
    if plan.assignments or plan.unassigned:
        say(f"Zaken toegewezen aan een regievoerder: {len(plan.assignments)}; niet gelukt: {len(plan.unassigned)}.")
    for case, reason in plan.unassigned[:EXAMPLES]:
        say(f"  {case}: {reason.because}")
