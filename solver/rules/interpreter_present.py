"""Rule R04: an interpreter at a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind, InterpreterNeed
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.language_names import language_name
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.settings import Mark
from planner.domain.wording import Text
from solver.hearing import with_interpreter
from solver.modes import WITHOUT_INTERPRETER, language_of
from solver.rule import ModeRule, Word

if TYPE_CHECKING:
    from planner.domain.activities import Activity
    from planner.domain.ids import LanguageCode
    from solver.known import Known
    from solver.mode import Mode


class InterpreterPresent(ModeRule):
    """Where an interpreter is required and the regievoerder does not speak the language, one takes part.

    At a presentation one takes part when it was asked and the mission agrees, and never otherwise.
    """

    id = RuleId("R04")
    title = Text(nl="Tolk bij het gesprek", en="Interpreter at the conversation")
    why = Text(
        nl="De vreemdeling moet kunnen begrijpen en zeggen wat van belang is; alleen de manager kan afzien van een"
        " tolk.",
        en="The person must be able to understand and say what matters; only the manager can do without an"
        " interpreter.",
    )
    source = Text(nl="DT&V, werkwijze vertrekgesprekken", en="DT&V, working method for departure conversations")
    norm = frozenset({Mark.FOUND})
    override = WITHOUT_INTERPRETER
    level = Level.HARD
    words = frozenset({Word.SKILL, Word.TOGETHER})
    kinds = frozenset({ActivityKind.CONVERSATION, ActivityKind.PRESENTATION})
    missing = Text(
        nl="er is geen tolk {language} bij en {who} spreekt die taal niet",
        en="there is no interpreter {language} and {who} does not speak that language",
    )
    nobody = Text(nl="niemand", en="nobody")
    missing_there = Text(
        nl="er is geen tolk {language} bij de presentatie",
        en="there is no interpreter {language} at the presentation",
    )
    unasked = Text(
        nl="er is een tolk bij, maar die is niet gevraagd of niet welkom",
        en="there is an interpreter, who was not asked for or is not welcome",
    )

    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Name the language without an interpreter."""
        language = language_of(known, activity)
        if activity.kind is ActivityKind.PRESENTATION:
            return _hearing(known, activity, mode, language)
        if activity.interpreter is not InterpreterNeed.REQUIRED or language is None:
            return None
        who = mode.resource(ResourceKind.REGIEVOERDER)
        person = known.regievoerders.get(RegievoerderId(who)) if who else None
        wanted = ResourceRef(ResourceKind.INTERPRETER, language)
        if (person is not None and language in person.languages) or any(use.resource == wanted for use in mode.uses):
            return None
        return self.missing.say(language=language_name(language), who=who or self.nobody)


def _hearing(known: Known, activity: Activity, mode: Mode, language: LanguageCode | None) -> str | None:
    there = [use.resource.id for use in mode.uses if use.resource.kind is ResourceKind.INTERPRETER]
    if not with_interpreter(known, activity):
        return str(InterpreterPresent.unasked) if there else None
    if language is None or language in there:
        return None
    return InterpreterPresent.missing_there.say(language=language_name(language))
