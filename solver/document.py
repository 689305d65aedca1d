"""Writes RULEBOOK.md from the rules themselves: ``python -m solver.document``. In Dutch, for officers.

Not allowed here: anything about a rule that the rule does not say itself.
"""

import inspect
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from planner.domain.clearances import OverrideRight
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.levels import Level
from planner.domain.settings import Mark, Setting, Unit
from solver.rule import Rule, Word
from solver.rulebook import RULEBOOK
from solver.view import ScopeKind

LEVELS = {
    Level.HARD: "L0 hard: mag nooit",
    Level.LEGAL: "L1 wettelijke termijn",
    Level.REALISED: "L2 vertrek en presentaties gaan door",
    Level.TIMELY: "L3 op tijd",
    Level.STABLE: "L4 kleinste wijziging",
    Level.EFFICIENT: "L5 reizen en belasting",
}
UNITS = {
    Unit.DAYS: "dagen",
    Unit.WORKING_DAYS: "werkdagen",
    Unit.HOURS: "uur",
    Unit.MINUTES: "minuten",
    Unit.PERCENT: "%",
    Unit.COUNT: "",
    Unit.WEIGHT: "punten",
}
MARKS = {
    Mark.FOUND: "[F] gevonden in een officiële bron",
    Mark.SECONDARY: "[S] gevonden in een andere bron",
    Mark.ASSUMPTION: "[A] aanname",
}
MODELS = {
    "T01": "hoe lang een rit duurt op welk uur",
    "T02": "hoe boekingen uitvallen (`planner/domain/cancellation.py`); document, staat, maatschappij en aanzegging"
    " vermenigvuldigen de gewone kans, nooit wie iemand is",
    "T10": "termijnen van het werkproces waar geen regel over gaat (`planner/data/protocols`)",
}
"""Groups of settings that no rule reads."""
_HEAD = """# Regelboek

Alle regels die de planner kent, in leesvolgorde. Deze bladzijde wordt gemaakt uit de regels zelf
(`python -m solver.document`); verander de regel, niet deze bladzijde.

Een regel van niveau L0 mag nooit worden overtreden. De andere niveaus kosten punten en worden na elkaar
opgelost: een lager nummer gaat altijd voor. Waarden zijn de meegeleverde instellingen; een installatie kan
andere invoeren, met ingangsdatum. """


def rulebook_page(rules: Sequence[Rule] = RULEBOOK, settings: Sequence[Setting] = DEFAULT_SETTINGS) -> str:
    """Return the page as Markdown."""
    parts = [_HEAD + "; ".join(MARKS.values()) + ".", _index(rules)]
    parts += ["\n\n".join(_section(rule, settings)) for rule in rules]
    parts += ["\n\n".join(_models(rules, settings))]
    return "\n\n".join(parts) + "\n"


def _index(rules: Sequence[Rule]) -> str:
    rows = [f"| [{rule.id}](#{_anchor(rule)}) | {rule.title} | {LEVELS[rule.level].split(':')[0]} |" for rule in rules]
    return "\n".join(("| regel | titel | niveau |", "|---|---|---|", *rows))


def _heading(rule: Rule) -> str:
    return f"{rule.id} {rule.title}"


def _anchor(rule: Rule) -> str:
    """Return the anchor that Markdown viewers give the rule's heading."""
    kept = (letter for letter in _heading(rule).lower() if letter.isalnum() or letter in " -")
    return "".join(kept).replace(" ", "-")


def _section(rule: Rule, settings: Sequence[Setting]) -> Iterator[str]:
    yield f"## {_heading(rule)}"
    yield f"**Waarom**: {rule.why}"
    summary = inspect.getdoc(type(rule)) or ""
    rows = [
        f"- niveau: {LEVELS[rule.level]}",
        f"- bron: {rule.source}",
        *_exceptions(rule),
        f"- bekeken per: {_scope(rule.scope)}",
        f"- woorden van de zoeker: {_words(rule.words)}",
        f"- in de code: `{type(rule).__module__}` ({summary.splitlines()[0]})",
    ]
    yield "\n".join(rows)
    values = [setting for key in rule.settings for setting in settings if (setting.rule, setting.key) == key]
    if values:
        yield "\n".join(("| instelling | regime | waarde | geldig | bron |", "|---|---|---|---|---|", *_values(values)))


def _exceptions(rule: Rule) -> Iterator[str]:
    """Yield from what its term is counted, and who may make an exception."""
    if rule.anchor.nl:
        yield f"- termijn telt vanaf: {rule.anchor}"
    if rule.override is not OverrideRight.NOBODY:
        by = f"; {rule.exception_by}" if rule.exception_by.nl else ""
        yield f"- uitzondering door: {rule.override}, met reden{by}"


def _models(rules: Sequence[Rule], settings: Sequence[Setting]) -> Iterator[str]:
    """Yield the settings that no rule reads: those of models, such as travel times and bookings that fall out."""
    read = {key for rule in rules for key in rule.settings}
    values = [setting for setting in settings if (setting.rule, setting.key) not in read]
    if values:
        yield "## Instellingen van rekenmodellen"
        yield "\n".join(f"- {group}: {what}" for group, what in MODELS.items())
        yield "\n".join(("| instelling | regime | waarde | geldig | bron |", "|---|---|---|---|---|", *_values(values)))


def _values(values: Iterable[Setting]) -> Iterator[str]:
    for setting in values:
        amount = f"{setting.value} {UNITS[setting.unit]}".strip()
        regime = setting.regime or "alle"
        name = f"{setting.rule} {setting.key}"
        yield f"| {name} | {regime} | {amount} | {_validity(setting)} | [{setting.mark}] |"


def _validity(setting: Setting) -> str:
    start = "" if setting.valid_from == date.min else f"vanaf {setting.valid_from:%d-%m-%Y}"
    end = "" if setting.valid_to is None else f"tot {setting.valid_to:%d-%m-%Y}"
    return f"{start} {end}".strip() or "altijd"


def _scope(scope: ScopeKind) -> str:
    return str(scope)


def _words(words: Iterable[Word]) -> str:
    return ", ".join(sorted(words))


if __name__ == "__main__":
    Path("RULEBOOK.md").write_text(rulebook_page(), encoding="utf-8")
