"""``rules``: the rulebook as it is in force, and the algorithm card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import heading, note, say, say_json, show, table
from api.cli.failure import not_found
from api.cli.options import DEFAULT_DATABASE, CommandLanguage, Database, Json
from planner.domain.wording import Text

if TYPE_CHECKING:
    from planner.domain.settings import Setting
    from solver.description import Description
    from solver.obligations import Obligation

EXAMPLES = """
Voorbeelden:

  vertrekplanner rules

  vertrekplanner rules R11

  vertrekplanner rules R11 --taal en

  vertrekplanner rules --json

  vertrekplanner rules card
"""
CARD = "card"
"""What to ask for instead of a rule, for the algorithm card."""
_COLUMNS = (
    Text(nl="Regel", en="Rule"),
    Text(nl="Titel", en="Title"),
    Text(nl="Niveau", en="Level"),
    Text(nl="Zekerheid", en="How sure"),
    Text(nl="Bron", en="Source"),
)
_COUNTED = Text(nl="Regelboek {version}: {number:regel|regels}", en="Rulebook {version}: {number:rule|rules}")
_IN_FORCE = Text(nl="Waarden in deze installatie", en="Values in this installation")
_DELIVERED = Text(
    nl="Waarden zoals meegeleverd (instellingen gaan voor)", en="Values as delivered (settings go before them)"
)


def rules(
    rule: Annotated[
        str | None,
        typer.Argument(help="Nummer van een regel, bijvoorbeeld R11; of card voor de algoritmekaart.", metavar="REGEL"),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
    _taal: CommandLanguage = None,
) -> None:
    """Toon het regelboek, één regel met waarom, herkomst en waarden, of de algoritmekaart van deze installatie."""
    from solver.description import describe
    from solver.judge import RulebookJudge
    from solver.obligations import HEADING, LEAD, OBLIGATIONS
    from solver.rulebook import RULEBOOK

    settings, entered = _settings(database)
    if rule == CARD:
        _tell_card(settings, as_json=as_json)
        return
    chosen = [describe(one, settings) for one in RULEBOOK if rule is None or one.id.upper() == rule.upper()]
    beside = [one for one in OBLIGATIONS if rule is None or one.id.upper() == rule.upper()]
    if not chosen and not beside:
        raise not_found(f"regel {rule} staat niet in het regelboek", "Zie vertrekplanner rules voor de lijst.")
    version = RulebookJudge().rulebook_version
    if as_json:
        obliged = [_obligation(one) for one in beside]
        say_json({"regelboek": version, "regels": [_as_data(one) for one in chosen], "verplichtingen": obliged})
    elif rule is None:
        say(_COUNTED.say(version=version, number=len(chosen)), style="bold")
        show(table(_titles(_COLUMNS), ((r.id, r.title, r.level, r.mark, r.source) for r in chosen)))
        heading(str(HEADING))
        note(str(LEAD))
        for other in beside:
            say(f"{other.id} {other.title}")
    else:
        for one in chosen:
            _tell(one, _IN_FORCE if entered else _DELIVERED)
        for other in beside:
            _tell_obligation(other)


def _tell_obligation(one: Obligation) -> None:
    say(f"{one.id} {one.title}", style="bold")
    say(str(one.why))
    for what, value in one.facts():
        say(f"{what}: {value}")


def _obligation(one: Obligation) -> dict[str, object]:
    return {
        "regel": one.id,
        "titel": str(one.title),
        "waarom": str(one.why),
        "wanneer": str(one.when),
        "hoe": str(one.how),
        "bron": str(one.source),
        "zekerheid": one.mark.value,
    }


def _tell_card(settings: tuple[Setting, ...], *, as_json: bool) -> None:
    from dataclasses import asdict

    from api.card.content import card
    from api.card.shape import as_markdown

    made = card(settings)
    if as_json:
        say_json({"kaart": asdict(made)})
    else:
        say(as_markdown(made).rstrip())


def _settings(database: str) -> tuple[tuple[Setting, ...], bool]:
    """Return the norms in force and that they are; without a database those delivered."""
    from api.composition import opened
    from planner.domain.default_settings import DEFAULT_SETTINGS
    from planner.ports.store import StoreError
    from planner.usecases.norms.norms_in_force import norms_in_force

    try:
        with opened(database, must_exist=True) as store:
            return norms_in_force(store), True
    except StoreError:
        return DEFAULT_SETTINGS, False


def _titles(texts: tuple[Text, ...]) -> tuple[str, ...]:
    return tuple(map(str, texts))


def _tell(said: Description, values: Text) -> None:
    from solver.description import NORM_COLUMNS

    say(f"{said.id} {said.title}", style="bold")
    say(said.why)
    for what, value in said.facts():
        say(f"{what}: {value}")
    if said.norms:
        heading(str(values))
        show(table(_titles(NORM_COLUMNS), (norm.cells() for norm in said.norms)))


def _as_data(said: Description) -> dict[str, object]:
    return {
        "regel": said.id,
        "titel": said.title,
        "waarom": said.why,
        "bron": said.source,
        "niveau": said.rank,
        "bereik": said.scope,
        "telt-vanaf": said.anchor,
        "telt-in": said.unit,
        "uitzondering": said.override,
        "zekerheid": said.mark,
        "aanname": said.assumed,
        "instellingen": [
            {
                "naam": norm.name,
                "regime": norm.regime,
                "waarde": norm.amount,
                "geldig": norm.valid,
                "zekerheid": norm.mark,
                "vandaan": norm.source,
            }
            for norm in said.norms
        ],
    }
