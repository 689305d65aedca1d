"""``export``: a plan with its problem, costs and bounds as one file that others can check or bring in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import say
from api.cli.failure import CommandFailure, not_found
from api.cli.options import DEFAULT_DATABASE, Database, PlanNumber
from planner.domain.spelling import number

EXAMPLES = """
Voorbeelden:

  vertrekplanner export --out plan.json

  vertrekplanner export --plan 12 --format json --out plan-12.json

Lees het terug met vertrekplanner import, of laat het toetsen met vertrekplanner check --problem plan.json.
"""


def export(
    out: Annotated[Path, typer.Option("--out", help="Bestand om in te schrijven.", metavar="BESTAND", dir_okay=False)],
    plan: PlanNumber = None,
    form: Annotated[str, typer.Option("--format", help="Vorm van het bestand: json.")] = "json",
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Schrijf een plan met planvraag, kosten en ondergrenzen als uitwisselbestand."""
    from api.composition import opened
    from planner.usecases.planning.exchange import export_exchange
    from solver.judge import RulebookJudge

    if form != "json":
        raise CommandFailure(f"vorm {form!r} bestaat niet", "Laat --format weg of kies json.")
    with opened(database, must_exist=True) as store:
        with store.reading() as books:
            newest = books.plans.newest()
        if newest is None:
            raise not_found("er is nog geen plan", "Bereken er een met vertrekplanner solve.")
        wanted = newest.id if plan is None else plan
        if wanted > newest.id:
            raise not_found(f"plan {wanted} bestaat niet", f"Het nieuwste plan is {newest.id}.")
        content = export_exchange(store, RulebookJudge(), wanted)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.nieuw")
    draft.write_bytes(content)
    draft.replace(out)
    say(f"Plan {wanted} staat in {out} ({number(len(content) / 1e6)} MB).", style="bold")
