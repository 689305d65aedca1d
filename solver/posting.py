"""Posting the rulebook on a sub-problem. Window rules already shaped the candidates and are left out."""

from collections.abc import Sequence

from solver.rule import Rule, WindowRule
from solver.rulebook import RULEBOOK
from solver.variables import Variables


def post_rules(v: Variables, rules: Sequence[Rule] = RULEBOOK) -> None:
    """Post every rule; of window rules only what stretches cannot say."""
    for rule in rules:
        if isinstance(rule, WindowRule):
            rule.encode_rest(v)
        else:
            rule.encode(v)
