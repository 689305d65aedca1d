"""``rules``: the rulebook, as it is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import heading, say, say_json, show, table
from api.cli.failure import not_found
from api.cli.options import Json

if TYPE_CHECKING:
    from solver.rule import Rule

EXAMPLES = """
Voorbeelden:

  vertrekplanner rules

  vertrekplanner rules R11

  vertrekplanner rules --json
"""


def rules(
    rule: Annotated[str | None, typer.Argument(help="Nummer van een regel, bijvoorbeeld R11.", metavar="REGEL")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Toon het regelboek, of één regel met waarom, herkomst en waarden."""
    from solver.judge import RulebookJudge
    from solver.rulebook import RULEBOOK

    chosen = [found for found in RULEBOOK if rule is None or found.id.upper() == rule.upper()]
    if not chosen:
        raise not_found(f"regel {rule} staat niet in het regelboek", "Zie vertrekplanner rules voor de lijst.")
    version = RulebookJudge().rulebook_version
    if as_json:
        say_json({"regelboek": version, "regels": [_as_data(found) for found in chosen]})
    elif rule is None:
        say(f"Regelboek {version}: {len(chosen)} regels", style="bold")
        show(table(("Regel", "Titel", "Niveau", "Bron"), ((r.id, r.title, _level(r), r.source) for r in chosen)))
    else:
        for found in chosen:
            _tell(found)


def _level(rule: Rule) -> str:
    from api.cli.words import LEVELS

    return f"{int(rule.level)}  {LEVELS[rule.level]}"


def _tell(rule: Rule) -> None:
    say(f"{rule.id} {rule.title}", style="bold")
    say(str(rule.why))
    say(f"Niveau: {_level(rule)}. Bron: {rule.source}.")
    rows = _values(rule)
    if rows:
        heading("Waarden zoals meegeleverd (instellingen gaan voor)")
        columns = ("Instelling", "Waarde", "Eenheid", "Regime", "Vanaf", "Tot", "Zekerheid")
        show(table(columns, rows, right=(1,)))


def _values(rule: Rule) -> list[tuple[object, ...]]:
    from datetime import date

    from planner.domain.default_settings import DEFAULT_SETTINGS
    from planner.domain.spelling import numeric_date

    return [
        (
            f"{setting.rule} {setting.key}",
            setting.value,
            setting.unit.value,
            setting.regime.value if setting.regime else "",
            "" if setting.valid_from == date.min else numeric_date(setting.valid_from),
            numeric_date(setting.valid_to) if setting.valid_to else "",
            setting.mark.value,
        )
        for setting in DEFAULT_SETTINGS
        if (setting.rule, setting.key) in rule.settings
    ]


def _as_data(rule: Rule) -> dict[str, object]:
    return {
        "regel": rule.id,
        "titel": str(rule.title),
        "waarom": str(rule.why),
        "bron": str(rule.source),
        "niveau": int(rule.level),
        "bereik": rule.scope.value,
        "instellingen": [f"{number} {key}" for number, key in rule.settings],
    }
