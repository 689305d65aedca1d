"""Sentences in two languages that say the same: the same values in both, and no words of the one in the other."""

import re
from collections.abc import Iterable
from dataclasses import replace

from planner.domain.activities import Activity
from planner.domain.plan import Breach
from planner.domain.wording import Language, speaking
from solver.rule import Rule
from solver.view import View

DUTCH = frozenset(
    re.findall(
        r"\w+",
        """aan al alle als bij dan dat de deze die dit een en er geen gepland geldig heeft het hoort kan keer maar meer
        moest moet naar niet nodig om ook pas te ten terug tot uiterlijk uit uur vanaf vertrekt vlucht
        voertuig voor vooraf werkdag werkdagen wordt zaak zijn zonder ma wo vr za zo mrt mei okt gesprek presentatie
        vertrek overleg gedwongen zelfstandig reisdocument maatregel verwijderbaar beschikbaar""",
    )
)
"""Words that no English sentence has."""
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """after ahead already and at be before by days does from has have must no not only planned possible than that
        the then there this to until with without working mon tue wed thu fri sat sun may mar oct conversation departure
        transport meeting forced independent removable available case flight vehicle""",
    )
)
"""Words that no Dutch sentence has."""


def words(text: str) -> set[str]:
    """Return the words of a text in small letters; values, and codes with digits or capitals inside, are no words."""
    bare = re.sub(r"{+\w+(:[^}]*)?}+", "", text)
    return {word.lower() for word in re.findall(r"(?<![\w-])[A-Za-z]?[a-zë]+(?![\w-])", bare)}


def figures(text: str) -> list[str]:
    """Return the digits of a text in order of size: dates are not written in the same order everywhere."""
    return sorted(re.findall(r"\d", text))


def in_both_languages(rule: Rule, view: View, activities: Iterable[Activity] = ()) -> list[Breach]:
    """Return what a rule says of a plan, after seeing that it says the same in English.

    Keys and steps of activities are the same in every language, and so is what a plan was given as a reason when it
    was made.
    """
    entered = {word for activity in activities for word in words(f"{activity.key} {activity.step}")}
    entered |= {word for fallback in view.plan.fallbacks for word in words(fallback.because)}
    dutch = found(rule, view)
    with speaking(Language.ENGLISH):
        english = found(rule, view)
    assert [replace(breach, because="") for breach in english] == [replace(breach, because="") for breach in dutch]
    for here, there in zip(dutch, english, strict=True):
        assert figures(here.because) == figures(there.because), (here.because, there.because)
        mixed = (words(here.because) & ENGLISH, words(there.because) & DUTCH - entered)
        assert mixed == (set(), set()), (here.because, there.because)
    return dutch


def found(rule: Rule, view: View) -> list[Breach]:
    """Return everything a rule says of a plan."""
    return [breach for scope in view.scopes(rule.scope) for breach in rule.check(view, scope)]
