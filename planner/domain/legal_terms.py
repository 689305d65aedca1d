"""How the terms of an activity run, given what happened in law: from which day, how long, or not at all.

Not allowed here: how days are counted (``terms``) and what comes of a term that is passed (the rules say so).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from planner.domain.activities import Activity, Term
from planner.domain.casework import LegalMoment, LegalMomentKind
from planner.domain.ids import CaseId, RuleId
from planner.domain.levels import Level
from planner.domain.settings import Settings

AIM = "aim"
"""Key of a term that is aimed for: going over it weighs once, and never more."""
_KIND = LegalMomentKind
ANCHORS: Mapping[RuleId, frozenset[LegalMomentKind]] = {
    RuleId("R01"): frozenset({_KIND.DECISION, _KIND.RULING, _KIND.FINAL_RULING}),
    RuleId("R12"): frozenset({_KIND.DETENTION_ORDER}),
    RuleId("R14"): frozenset({_KIND.DETENTION_RULING}),
    RuleId("R15"): frozenset({_KIND.DETENTION_ORDER}),
    RuleId("R16"): frozenset({_KIND.FAMILY_PLACED}),
    RuleId("R17"): frozenset({_KIND.RESTRICTED_PLACED}),
    RuleId("R20"): frozenset({_KIND.DUBLIN_ACCEPTED}),
    RuleId("R36"): frozenset({_KIND.BORDER_STARTED}),
}
"""From the last of which moments a term runs; where none is entered, from the day that came with the activity."""
OTHER_LENGTHS: Mapping[tuple[RuleId, LegalMomentKind], str] = {
    (RuleId("R15"), _KIND.DETENTION_EXTENDED): "extended",
    (RuleId("R16"), _KIND.BORDER_STARTED): "border",
    (RuleId("R20"), _KIND.IMPRISONED): "prison",
    (RuleId("R20"), _KIND.ABSCONDED): "absconded",
}
"""The setting by which a term runs once something happened; the last in this order counts."""
ENDED_BY: Mapping[RuleId, LegalMomentKind] = {RuleId("R12"): _KIND.APPEAL}
"""What ends an obligation: who appeals brings the case before the court already."""
BESIDE: Mapping[RuleId, tuple[str, Level]] = {
    RuleId("R02"): ("limit", Level.LEGAL),
    RuleId("R03"): (AIM, Level.TIMELY),
}
"""A second length that runs beside a term from the same day, where the settings of the regime have one."""
_OWN_TERM = "term"
_SINCE_ANCHOR = frozenset({_KIND.DETENTION_EXTENDED, _KIND.IMPRISONED, _KIND.ABSCONDED})


def running_terms(
    activity: Activity, moments: Mapping[CaseId, Sequence[LegalMoment]], settings: Settings, today: date
) -> tuple[Term, ...]:
    """Return the terms of an activity as they run today, each once."""
    cases = activity.cases or (None,)
    found = (
        running_term(term, moments.get(case, ()) if case else (), today) for term in activity.terms for case in cases
    )
    running = [term for term in found if term is not None]
    return tuple(dict.fromkeys((*running, *_beside(activity, running, settings))))


def running_term(term: Term, moments: Sequence[LegalMoment], today: date) -> Term | None:
    """Return the term as it runs for one case; None when it does not run."""
    known = [moment for moment in moments if moment.on <= today]
    anchor = max(_days(known, ANCHORS.get(term.rule, ())), default=term.anchor)
    end = ENDED_BY.get(term.rule)
    if end is not None and any(day >= anchor for day in _days(known, (end,))):
        return None
    key = term.key
    for (rule, kind), other in OTHER_LENGTHS.items():
        since = anchor if kind in _SINCE_ANCHOR else date.min
        if rule == term.rule and key != AIM and any(day >= since for day in _days(known, (kind,))):
            key = other
    return replace(term, anchor=anchor, key=key)


def _days(moments: Iterable[LegalMoment], kinds: Iterable[LegalMomentKind]) -> Iterator[date]:
    wanted = frozenset(kinds)
    return (moment.on for moment in moments if moment.kind in wanted)


def _beside(activity: Activity, running: Iterable[Term], settings: Settings) -> Iterator[Term]:
    for term in running:
        key, level = BESIDE.get(term.rule, ("", term.level))
        asked = key and term.key == _OWN_TERM and term.level is Level.TIMELY
        if asked and settings.find(term.rule, key, on=term.anchor, regime=activity.regime) is not None:
            yield replace(term, key=key, level=level)
