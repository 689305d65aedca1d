"""Writes RULEBOOK.md from the rules themselves: ``python -m solver.document``. In Dutch, for officers.

Not allowed here: anything about a rule that the rule does not say itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.norm_words import MARKS
from planner.domain.settings import Setting
from planner.domain.wording import Text
from solver.description import LEVELS, NORM_COLUMNS, Description, Norm, describe, norm_of, unread
from solver.obligations import HEADING, LEAD, OBLIGATIONS
from solver.rule import Rule
from solver.rulebook import RULEBOOK

MODELS = {
    "T01": Text(nl="hoe lang een rit duurt op welk uur", en="how long a ride takes at which hour"),
    "T02": Text(
        nl="hoe boekingen uitvallen (`planner/domain/cancellation.py`); document, staat, maatschappij en aanzegging"
        " vermenigvuldigen de gewone kans, nooit wie iemand is",
        en="how bookings fall out (`planner/domain/cancellation.py`); document, state, carrier and notice multiply the"
        " ordinary chance, never who somebody is",
    ),
    "T03": Text(
        nl="of een afwezigheid uit de eigen agenda meteen geldt, en hoe lang voor de dienst de briefing begint",
        en="whether an absence from the own calendar holds at once, and how long before the duty the briefing begins",
    ),
    "T04": Text(
        nl="wanneer werk door de klok wordt gedaan, in minuten na middernacht (1440: niet), en hoeveel reservekopieën"
        " er blijven; en hoe lang regels van logboek en klok blijven",
        en="when work is done by the clock, in minutes after midnight (1440: not), and how many back-ups are kept;"
        " and how long lines of the audit log and the clock are kept",
    ),
    "T05": Text(
        nl="wat een wijziging weegt van iets dat al was afgesproken, bij herstel na een gebeurtenis"
        " (`solver/repairing/change_cost.py`)",
        en="what a change of something that was agreed weighs, in repair after an event"
        " (`solver/repairing/change_cost.py`)",
    ),
    "T10": Text(
        nl="termijnen van het werkproces waar geen regel over gaat (`planner/data/protocols`)",
        en="terms of the work process that no rule is about (`planner/data/protocols`)",
    ),
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
    parts = [_HEAD + "; ".join(map(str, MARKS.values())) + ".", _index(rules)]
    parts += ["\n\n".join(_section(rule, describe(rule, settings))) for rule in rules]
    parts += ["\n\n".join(_obligations()), "\n\n".join(_models(unread(rules, settings)))]
    return "\n\n".join(parts) + "\n"


def _index(rules: Sequence[Rule]) -> str:
    rows = [
        f"| [{rule.id}](#{_anchor(rule)}) | {rule.title} | {rule.title.en} | {str(LEVELS[rule.level]).split(':')[0]} |"
        for rule in rules
    ]
    return "\n".join(("| regel | titel | Engels | niveau |", "|---|---|---|---|", *rows))


def _heading(rule: Rule) -> str:
    return f"{rule.id} {rule.title}"


def _anchor(rule: Rule) -> str:
    """Return the anchor that Markdown viewers give the rule's heading."""
    kept = (letter for letter in _heading(rule).lower() if letter.isalnum() or letter in " -")
    return "".join(kept).replace(" ", "-")


def _section(rule: Rule, said: Description) -> Iterator[str]:
    yield f"## {_heading(rule)}"
    yield f"*{rule.title.en}*"
    yield f"**Waarom**: {said.why}"
    rows = [f"- {what.lower()}: {value}" for what, value in said.facts()]
    rows.append(f"- in de code: `{said.module}` ({said.summary})")
    yield "\n".join(rows)
    if said.norms:
        yield _values(said.norms)


def _obligations() -> Iterator[str]:
    yield f"## {HEADING}"
    yield str(LEAD)
    for one in OBLIGATIONS:
        yield f"### {one.id} {one.title}"
        yield f"*{one.title.en}*"
        yield f"**Waarom**: {one.why}"
        rows = [f"- {what.lower()}: {value}" for what, value in one.facts()]
        yield "\n".join((*rows, f"- in de code: `{one.module}`"))


def _models(settings: Sequence[Setting]) -> Iterator[str]:
    if settings:
        yield "## Instellingen van rekenmodellen"
        yield "\n".join(f"- {group}: {what}" for group, what in MODELS.items())
        yield _values([norm_of(setting) for setting in settings])


def _values(norms: Iterable[Norm]) -> str:
    lines = [tuple(map(str, NORM_COLUMNS)), ("---",) * len(NORM_COLUMNS), *(norm.cells() for norm in norms)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    Path("RULEBOOK.md").write_text(rulebook_page(), encoding="utf-8")
