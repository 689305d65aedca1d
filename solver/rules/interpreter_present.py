"""Rule R04: an interpreter at a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind, InterpreterNeed
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from solver.rule import ModeRule, Word

if TYPE_CHECKING:
    from planner.domain.activities import Activity
    from planner.domain.ids import LanguageCode
    from solver.known import Known
    from solver.mode import Mode


class InterpreterPresent(ModeRule):
    """Where an interpreter is required and the regievoerder does not speak the language, one takes part."""

    id = RuleId("R04")
    title = "Tolk bij het gesprek"
    why = "De vreemdeling moet kunnen begrijpen en zeggen wat van belang is; alleen de manager kan afzien van een tolk."
    source = "DT&V, werkwijze vertrekgesprekken"
    level = Level.HARD
    words = frozenset({Word.SKILL, Word.TOGETHER})
    kinds = frozenset({ActivityKind.CONVERSATION})

    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Name the language without an interpreter."""
        language = _language(known, activity)
        if activity.interpreter is not InterpreterNeed.REQUIRED or language is None:
            return None
        who = mode.resource(ResourceKind.REGIEVOERDER)
        person = known.regievoerders.get(RegievoerderId(who)) if who else None
        wanted = ResourceRef(ResourceKind.INTERPRETER, language)
        if (person is not None and language in person.languages) or any(use.resource == wanted for use in mode.uses):
            return None
        return f"er is geen tolk {language} bij en {who or 'niemand'} spreekt die taal niet"


def _language(known: Known, activity: Activity) -> LanguageCode | None:
    if activity.language is not None or not activity.cases:
        return activity.language
    case = known.cases.get(activity.cases[0])
    return None if case is None else case.language
