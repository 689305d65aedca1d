"""``sample``: make up a realistic week and write it as files a service would deliver."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, heading, note, say, say_json, show, table
from api.cli.failure import CommandFailure
from api.cli.options import Json, Out, parse_week
from planner.domain.spelling import number

if TYPE_CHECKING:
    from planner.sample.generate import Sample

MARKER = "LEESMIJ.txt"
PAST = "uitkomsten"
"""Folder below that of the past, with the outcomes."""
SHOWN = 2


class Size(StrEnum):
    """Sizes of a sample, as in ``planner.sample``; a test holds the two together."""

    OFFICE = "office"
    REGION = "region"
    NATIONAL = "national"
    EUROPE = "europe"
    DVO_DAY = "dvo-day"


EXAMPLES = """
Voorbeelden:

  vertrekplanner sample --size office --seed 1 --week 2026-W48 --out var/sample

  vertrekplanner sample --size national --week 2026-W53 --out /tmp/landelijk --json

  vertrekplanner sample --out var/sample --past var/verleden
"""


def sample(
    out: Out,
    size: Annotated[Size, typer.Option(help="Hoe groot: kantoor, regio, land, tienmaal land, één dag DV&O.")] = (
        Size.REGION
    ),
    seed: Annotated[int, typer.Option(help="Zelfde getal, zelfde week.")] = 1,
    week: Annotated[str, typer.Option(help="Eerste week, bijvoorbeeld 2026-W48.", metavar="WEEK")] = "2026-W48",
    past: Annotated[
        Path | None,
        typer.Option(help="Map voor wat er eerder gebeurde, met de uitkomsten erin.", metavar="MAP", file_okay=False),
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Verzin een week op ware grootte en schrijf haar als bestanden."""
    from planner.intake import write_folder
    from planner.sample.generate import generate
    from planner.sample.sizes import SampleSize

    first = parse_week(week)
    for folder in (out, past):
        if folder is not None:
            _refuse_foreign(folder)
    made = generate(SampleSize(size.value), seed=seed, week=first)
    paths = write_folder(made.facts, out)
    _tidy(out, paths)
    if past is not None:
        _write_past(made, past)
    if as_json:
        say_json(_as_data(made, out, paths))
        return
    say(
        f"{counted(len(made.facts), 'feit', 'feiten')} in {counted(len(paths), 'bestand', 'bestanden')}: {out}",
        style="bold",
    )
    for line in made.notes:
        note(line)
    _show_tightness(made)
    _show_unplannable(made)


def _refuse_foreign(folder: Path) -> None:
    """Refuse a folder with files that are not an earlier sample's."""
    if folder.is_dir() and any(folder.glob("*.csv")) and not (folder / MARKER).exists():
        raise CommandFailure(
            f"in {folder} staan al andere bestanden",
            "Kies met --out een nieuwe of lege map; een voorbeeld overschrijft nooit een echte levering.",
        )


def _tidy(folder: Path, written: tuple[Path, ...]) -> None:
    """Remove tables of an earlier sample that this one does not have, and say what the folder is."""
    for name in {path.name for path in folder.glob("*.csv")} - {path.name for path in written}:
        (folder / name).unlink()
    (folder / MARKER).write_text("Verzonnen gegevens van vertrekplanner sample; wordt overschreven.\n", "utf-8")


def _write_past(made: Sample, folder: Path) -> None:
    """Write what happened before: facts as a delivery of its own, outcomes as a file of theirs."""
    from planner.intake import write_folder
    from planner.intake.outcomes import write_outcomes

    _tidy(folder, write_folder(made.past.facts, folder))
    (folder / PAST).mkdir(exist_ok=True)
    write_outcomes(made.past.outcomes, folder / PAST / "uitkomsten.csv")


def _as_data(made: Sample, folder: Path, paths: tuple[Path, ...]) -> dict[str, object]:
    from planner.domain.civil import to_utc

    return {
        "map": str(folder),
        "bestanden": sorted(path.name for path in paths),
        "feiten": len(made.facts),
        "planmoment": to_utc(made.as_of).isoformat(),
        "krapte": [
            {"onderdeel": r.what, "vraag": r.demand, "aanbod": r.offered, "procent": r.percentage, "bedoeld": r.target}
            for r in made.tightness
        ],
        "niet_te_plannen": [{"activiteit": key, "oorzaak": cause} for key, cause in made.unplannable],
    }


def _show_tightness(made: Sample) -> None:
    heading("Krapte, geteld uit de feiten zelf")
    rows = [
        (r.what, r.demand, r.offered, f"{number(r.percentage)} %", f"≥ {r.target} %", "ja" if r.met else "nee")
        for r in made.tightness
    ]
    show(table(("Onderdeel", "Vraag", "Aanbod", "Gebruik", "Bedoeld", "Gehaald"), rows, right=(1, 2, 3, 4)))


def _show_unplannable(made: Sample) -> None:
    heading(f"Aantoonbaar niet te plannen: {len(made.unplannable)}")
    rows = [(cause, len(keys), ", ".join(keys[:SHOWN])) for cause, keys in sorted(_by_cause(made).items())]
    show(table(("Oorzaak", "Aantal", "Bijvoorbeeld"), rows, right=(1,)))


def _by_cause(made: Sample) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, cause in made.unplannable:
        found[cause].append(key)
    return found
