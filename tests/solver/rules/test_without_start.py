"""What rules say of a way whose start is still open, as explanations ask it: no rule needs a start to speak."""

from dataclasses import replace

import pytest

from solver.known import Known
from solver.rule import WindowRule
from solver.rulebook import RULEBOOK
from tests.solver.agreement import Small
from tests.solver.drawn import some
from tests.solver.rules.test_agreement import STRATEGIES

WINDOW_RULES = [rule for rule in RULEBOOK if isinstance(rule, WindowRule)]


def _asked(rule: WindowRule, small: Small) -> list[str]:
    """Return what a rule says of every way of a problem, after asking when it may start."""
    known, said = Known(small.problem), []
    for activity in small.activities:
        for candidate in small.candidates[activity.key] if activity.kind in rule.kinds else ():
            way = replace(candidate.mode, fixed_start=None)
            allowed = rule.allowed(known, activity, way)
            forbidden = allowed is not None and not list(allowed)
            said += [rule.because(known, activity, way)] if forbidden else []
    return said


@pytest.mark.parametrize("rule", WINDOW_RULES, ids=lambda rule: rule.id)
def test_every_rule_speaks_of_a_way_without_a_start(rule: WindowRule) -> None:
    """What is forbidden whenever it starts is said in words."""
    said = [text for strategy in STRATEGIES.values() for small in some(strategy) for text in _asked(rule, small)]

    assert [text for text in said if not text] == []
