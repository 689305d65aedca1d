"""``exception``: exceptions to rules: which there are, making one, taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.domain.clearances import Override, OverrideRight
    from planner.domain.time import Interval, Minute

EXAMPLES = """
Voorbeelden:

  vertrekplanner exception

  vertrekplanner exception R04 Z-26-00012/voortgang/3 --right leidinggevende --until 2026-11-27 --actor L-0007
    --reason "spreekt Engels"

  vertrekplanner exception R04 Z-26-00012/voortgang/3 --withdraw --actor L-0007

Zonder argumenten: alle uitzonderingen die gelden of gaan gelden. Wie een uitzondering mag maken, staat bij de regel
(vertrekplanner rules R04). Op wat lichamelijk niet kan, is geen uitzondering mogelijk.
"""
_WITHDRAWN = "ingetrokken"


def exception(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    rule: Annotated[str | None, typer.Argument(help="Nummer van de regel, bijvoorbeeld R04.", metavar="REGEL")] = None,
    activity: Annotated[
        str | None, typer.Argument(help="Kenmerk van de activiteit, zoals in het plan.", metavar="ACTIVITEIT")
    ] = None,
    right: Annotated[
        str, typer.Option(help="Als wie: regievoerder, leidinggevende of directeur.", metavar="RECHT")
    ] = "leidinggevende",
    reason: Annotated[str, typer.Option(help="Waarom, kort en zonder namen.", metavar="TEKST")] = "",
    since: Annotated[
        str | None, typer.Option("--from", help="Eerste dag waarop zij geldt; anders vandaag.", metavar="DATUM")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Laatste dag waarop zij geldt.", metavar="DATUM")] = None,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Trek de uitzondering in.")] = False,
    as_json: Json = False,
) -> None:
    """Toon uitzonderingen op regels, maak er een voor één activiteit, of trek haar in."""
    from api.composition import SystemClock, opened
    from planner.domain.exceptions import holds_by
    from planner.domain.ids import ActivityKey, RuleId
    from planner.usecases.gate.override_rule import (
        OverrideRefusedError,
        OverrideRequest,
        override_rule,
        standing_overrides,
        withdraw_override,
    )
    from solver.rights import rights

    clock = SystemClock()
    with opened(database, must_exist=True) as store:
        if rule is None or activity is None:
            if rule is not None:
                raise CommandFailure("voor welke activiteit?", "Geef na de regel het kenmerk van de activiteit.")
            with store.reading() as books:
                found = standing_overrides(books, clock.now())
            effect = [holds_by(override, rights().get(override.rule)) for override in found]
            _list(found, effect, clock.now(), as_json=as_json)
            return
        code, key = RuleId(_spelled(rule, rights())), ActivityKey(activity)
        try:
            if withdraw:
                gone = withdraw_override(store, clock, rule=code, activity=key, actor=actor)
                _told(gone, _WITHDRAWN, as_json=as_json)
                return
            request = OverrideRequest(
                rule=code,
                activity=key,
                right=_right(right),
                actor=actor,
                reason=reason,
                valid=_valid(since, until, clock.now()),
            )
            made, new = override_rule(store, clock, rights(), request)
        except OverrideRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    _told((made,), "vastgelegd" if new else "ongewijzigd", as_json=as_json)


def _spelled(rule: str, known: Iterable[str]) -> str:
    """Return the number of a rule as the rulebook writes it."""
    return {name.upper(): name for name in known}.get(rule.upper(), rule)


def _right(text: str) -> OverrideRight:
    from planner.domain.clearances import OverrideRight

    options = {right.value: right for right in OverrideRight if right.suffices_for(right)}
    if text not in options:
        raise CommandFailure(f"onbekend recht {text!r}", f"Kies uit: {', '.join(options)}.")
    return options[text]


def _valid(since: str | None, until: str | None, now: Minute) -> Interval:
    from datetime import timedelta

    from planner.domain.civil import day_of, day_start
    from planner.domain.time import Interval

    if until is None:
        raise CommandFailure("een uitzondering loopt af", "Geef met --until tot en met welke dag zij geldt.")
    first, last = day_of(now) if since is None else parse_day(since), parse_day(until)
    if last < first and since is None:
        raise CommandFailure(f"{last:%d-%m-%Y} is al voorbij", "Geef met --until een dag die nog komt.")
    if last < first:
        raise CommandFailure(
            f"de laatste dag, {last:%d-%m-%Y}, ligt voor de eerste, {first:%d-%m-%Y}", "Wissel --from en --until om."
        )
    return Interval(day_start(first), day_start(last + timedelta(days=1)))


def _list(overrides: tuple[Override, ...], effect: list[bool], now: Minute, *, as_json: bool) -> None:
    both = list(zip(overrides, effect, strict=True))
    if as_json:
        say_json({"uitzonderingen": [{**as_data(override, now), "werkt": works} for override, works in both]})
        return
    word = "uitzondering geldt of gaat gelden" if len(overrides) == 1 else "uitzonderingen gelden of gaan gelden"
    say(f"{len(overrides)} {word}.", style="bold")
    if overrides:
        columns = ("Regel", "Activiteit", "Door", "Recht", "Geldt", "Reden")
        rows = (
            (o.rule, o.activity, o.by, o.right.value, _period(o) if works else "zonder werking: geen recht", o.reason)
            for o, works in both
        )
        show(table(columns, rows))


def _told(overrides: tuple[Override, ...], what: str, *, as_json: bool) -> None:
    if as_json:
        say_json({what: [as_data(override, None) for override in overrides]})
        return
    for override in overrides:
        say(f"Uitzondering {what}: {override.rule} voor {override.activity}, {_period(override)}.", style="bold")
    if what == _WITHDRAWN:
        say("De volgende berekening rekent weer met de regel; de uitzondering blijft in het logboek staan.")
    else:
        say("De volgende berekening houdt er rekening mee; de uitzondering staat in elk overzicht tot zij afloopt.")


def _period(override: Override) -> str:
    from planner.domain.spelling import moment

    start, end = override.valid.start, override.valid.end
    return f"vanaf {moment(start)}" if end is None else f"{moment(start)} tot {moment(end)}"


def as_data(override: Override, now: Minute | None) -> dict[str, object]:
    """Return an exception for a script; ``now``: also whether it holds already."""
    from planner.domain.spelling import stamp

    data: dict[str, object] = {
        "regel": override.rule,
        "activiteit": override.activity,
        "door": override.by,
        "recht": override.right.value,
        "reden": override.reason,
        "van": stamp(override.valid.start),
        "tot": None if override.valid.end is None else stamp(override.valid.end),
    }
    return data if now is None else {**data, "geldt_al": override.valid.start <= now}
