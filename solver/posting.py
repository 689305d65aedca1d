"""Posting the rulebook on a sub-problem whose candidates already lie inside every window rule."""

from collections.abc import Sequence

from solver.rule import Rule, WindowRule
from solver.rulebook import RULEBOOK
from solver.variables import Variables


def post_rules(v: Variables, rules: Sequence[Rule] = RULEBOOK) -> None:
    """Post every rule; of the window rules only what stretches of time cannot say."""
    for rule in rules:
        if isinstance(rule, WindowRule):
            rule.encode_rest(v)
        else:
            rule.encode(v)
