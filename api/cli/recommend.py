"""``recommend``: the best places for one activity, or what could use a free stretch of somebody or something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Database, Json, PlanNumber, parse_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.ids import ActivityKey
    from planner.domain.resources import ResourceRef
    from planner.domain.time import Interval
    from planner.ports.editing import Better, Desk

EXAMPLES = """
Voorbeelden:

  vertrekplanner recommend Z-26-47120/gesprek/1

  vertrekplanner recommend --for regievoerder:RV-0042 --from 2026-11-24T10:00 --until 2026-11-24T12:00

  vertrekplanner recommend --for zitting:NGA-20261125 --from 2026-11-25 --until 2026-11-26 --together

Met een activiteit: haar beste vrije plaatsen, met het verschil per regel. Met --for: wat een vrij stuk tijd kan
gebruiken, het meeste nut eerst; --together: wat er samen in past. Er verandert niets; uitvoeren kan op het bureau of
met vertrekplanner edit.
"""
_NOTHING = "Er is niets dat hier past en er beter van wordt."
_NO_PLACE = "Er is geen vrije plaats; vraag waarom met vertrekplanner why {}."
KINDS = ("regievoerder", "zitting", "vlucht")


def recommend(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    activity: Annotated[str, typer.Argument(help="Sleutel van de activiteit.", metavar="ACTIVITEIT")] = "",
    resource: Annotated[str, typer.Option("--for", help="Wie of wat tijd heeft: soort:code.", metavar="MIDDEL")] = "",
    start: Annotated[str, typer.Option("--from", help="Begin van de vrije tijd.", metavar="TIJDSTIP")] = "",
    until: Annotated[str, typer.Option("--until", help="Einde van de vrije tijd.", metavar="TIJDSTIP")] = "",
    count: Annotated[int, typer.Option(help="Hoeveel er hoogstens worden getoond.", min=1, max=50)] = 5,
    plan: PlanNumber = None,
    database: Database = DEFAULT_DATABASE,
    *,
    together: Annotated[bool, typer.Option("--together", help="Wat er samen in past.")] = False,
    as_json: Json = False,
) -> None:
    """Zoek de beste plaatsen voor een activiteit, of wat een vrij uur kan gebruiken."""
    from planner.domain.ids import ActivityKey
    from planner.ports.editing import EditImpossibleError

    if bool(activity) == bool(resource):
        raise CommandFailure("geef een activiteit of --for, niet allebei", "Zie vertrekplanner recommend --help.")
    stretch = _stretch(start, until) if resource else None
    whose = _resource(resource) if resource else None
    desk = _desk(database, plan)
    try:
        if whose is None or stretch is None:
            key = ActivityKey(activity)
            found = [(key, better) for better in desk.alternatives(key, count)]
        elif together:
            found = [(one.activity, one.better) for one in desk.packed(whose, stretch)]
        else:
            found = [(one.activity, one.better) for one in desk.fillers(whose, stretch, count)]
    except EditImpossibleError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    _tell(found, nothing=_NO_PLACE.format(activity) if activity else _NOTHING, as_json=as_json)


def _stretch(start: str, until: str) -> Interval:
    from planner.domain.time import Interval

    if not start or not until:
        raise CommandFailure("bij --for horen --from en --until", "Geef het begin en het einde van de vrije tijd.")
    try:
        return Interval(parse_moment(start), parse_moment(until))
    except ValueError as error:
        raise CommandFailure("het einde ligt niet na het begin", "Geef met --until een later moment.") from error


def _resource(text: str) -> ResourceRef:
    from planner.domain.resources import ResourceKind, ResourceRef

    kind, sign, code = text.partition(":")
    if not sign or kind not in KINDS or not code:
        raise CommandFailure(
            f"{text!r} is geen middel", "Schrijf bijvoorbeeld regievoerder:RV-0042, zitting: of vlucht:."
        )
    return ResourceRef(ResourceKind(kind), code)


def _desk(database: str, number: int | None) -> Desk:
    from api.composition import desks, opened
    from planner.domain.draft_line import State, ordered
    from planner.domain.editing import Ground
    from planner.ports.store import StoreError
    from planner.usecases.planning.current_plan import stored_plan

    with opened(database, must_exist=True) as store, store.reading() as books:
        try:
            found = stored_plan(books, number)
        except StoreError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
    plan = ordered(found.plan)
    ground = Ground(problem_hash=plan.origin.problem_hash, solved=found.number)
    return desks().make(found.problem, State(plan, ground, plan))


def _tell(found: Sequence[tuple[ActivityKey, Better]], *, nothing: str, as_json: bool) -> None:
    from planner.domain.spelling import stretch

    if as_json:
        say_json({"plaatsen": [_data(key, better) for key, better in found]})
        return
    if not found:
        say(nothing)
        return
    rows = [
        (
            key,
            stretch(better.slot.start, better.slot.end),
            "" if better.slot.resource is None else better.slot.resource.id,
            ", ".join(f"{one.rule} {one.amount:+d}" for one in better.price) or "geen verschil",
            len(better.told),
        )
        for key, better in found
    ]
    show(table(("Activiteit", "Wanneer", "Met", "Verschil per regel", "Horen ervan"), rows, right=(4,)))


def _data(key: ActivityKey, better: Better) -> dict[str, object]:
    from planner.domain.civil import to_utc

    resource = better.slot.resource
    return {
        "activiteit": key,
        "van": to_utc(better.slot.start).isoformat(),
        "tot": to_utc(better.slot.end).isoformat(),
        "met": None if resource is None else f"{resource.kind}:{resource.id}",
        "verschil": [{"regel": one.rule, "niveau": int(one.level), "bedrag": one.amount} for one in better.price],
        "horen_ervan": [f"{ref.kind}:{ref.id}" for ref in better.told],
    }
