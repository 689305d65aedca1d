"""Properties that the whole rulebook must have."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import solver.rules
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.levels import Level
from solver.document import rulebook_page
from solver.rule import ModeRule, Rule, WindowRule
from solver.rulebook import RULEBOOK

ROOT = Path(__file__).parents[3]
by_id = pytest.mark.parametrize("rule", RULEBOOK, ids=lambda rule: rule.id)


def test_every_rule_file_is_registered() -> None:
    """No rule can be written and then forgotten."""
    files = {path.stem for path in Path(solver.rules.__path__[0]).glob("*.py")} - {"__init__"}
    registered = {type(rule).__module__.rsplit(".", 1)[-1] for rule in RULEBOOK}

    assert files == registered


def test_every_rule_class_of_a_file_is_registered() -> None:
    """A second rule in a file cannot be forgotten either; shapes without an id are no rules."""
    modules = {inspect.getmodule(type(rule)) for rule in RULEBOOK}
    written = {
        thing
        for module in modules
        for thing in vars(module).values()
        if inspect.isclass(thing)
        and issubclass(thing, Rule)
        and thing.__module__.startswith("solver.rules.")
        and hasattr(thing, "id")
    }

    assert written == {type(rule) for rule in RULEBOOK}


def test_rule_ids_are_unique() -> None:
    """A breach names one rule."""
    assert len({rule.id for rule in RULEBOOK}) == len(RULEBOOK)


@by_id
def test_rule_explains_itself(rule: Rule) -> None:
    """A rule has a title, a reason in a sentence, a source, words and a first line of its own."""
    shapes = {inspect.getdoc(shape) for shape in (Rule, WindowRule, ModeRule)}

    for title, why, source in (
        (rule.title.nl, rule.why.nl, rule.source.nl),
        (rule.title.en, rule.why.en, rule.source.en),
    ):
        assert title[0].isupper()
        assert why.endswith(".")
        assert source
    assert rule.words
    assert rule.level in Level
    assert inspect.getdoc(type(rule)) not in shapes


@by_id
def test_rule_reads_only_settings_that_are_delivered(rule: Rule) -> None:
    """Every key has a value to begin with."""
    delivered = {(setting.rule, setting.key) for setting in DEFAULT_SETTINGS}

    assert [key for key in rule.settings if key not in delivered] == []


def test_every_delivered_setting_is_read_by_a_rule() -> None:
    """No setting of a rule can be changed without effect; those of travel times (T..) are read elsewhere."""
    read = {key for rule in RULEBOOK for key in rule.settings}
    delivered = {(setting.rule, setting.key) for setting in DEFAULT_SETTINGS if not setting.rule.startswith("T")}

    assert sorted(delivered - read) == []


def test_judge_loads_no_optimisation_library() -> None:
    """A web process that judges stays light."""
    script = "import sys, solver.judge, solver.document; print('ortools' in {m.split('.')[0] for m in sys.modules})"

    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)

    assert result.stdout.strip() == "False"


def test_rulebook_page_is_the_one_in_the_repository() -> None:
    """The page was generated after the last change: ``python -m solver.document``."""
    assert (ROOT / "RULEBOOK.md").read_text(encoding="utf-8") == rulebook_page()
