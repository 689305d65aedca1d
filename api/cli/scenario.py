"""``scenario``: split what-ifs off, solve them side by side, compare them, take parts over, move on, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.case_entry import ServiceNumber
from api.cli.console import note, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode
from api.cli.options import DEFAULT_DATABASE, Database, Json, parse_week
from api.cli.program import DutchCommand, Program
from api.cli.scenario_words import data_of, origin_words, refusing, said, wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from planner.domain.scenario import Scenario
    from planner.usecases.editing.open_draft import Opening
    from planner.usecases.scenarios.base import Tools


EXAMPLES = """
Voorbeelden:

  vertrekplanner scenario fork "Twee teams erbij" --week 2026-W48 --team "E-01*2" --actor PL-01

  vertrekplanner scenario fork "Locatie dicht" --release 12 --dicht "AZC-TER;24-11-2026 00:00;26-11-2026 00:00"

  vertrekplanner scenario solve 1 2 3 4 --seconds 120 --actor PL-01

  vertrekplanner scenario compare 1 2

  vertrekplanner scenario merge 1 --item Z-26-00012/voortgang/3 --actor PL-01

Wat een scenario veronderstelt wordt nooit als gegeven vastgelegd en nooit gepubliceerd.
"""
app = typer.Typer(
    cls=Program,
    name="scenario",
    help="Wat als: een scenario naast het concept, berekenen, vergelijken, en onderdelen overnemen.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
Number = Annotated[int, typer.Argument(help="Nummer van het scenario.", metavar="NUMMER", min=1)]
Numbers = Annotated[list[int], typer.Argument(help="Nummers van scenario's.", metavar="NUMMERS")]
Team = Annotated[
    list[str] | None, typer.Option("--team", help="Meer teams als dit, bijvoorbeeld E-01*2.", metavar="TEAM*AANTAL")
]
Session = Annotated[
    list[str] | None,
    typer.Option("--zitting", help="Een zitting erbij: vertegenwoordiging;van;tot;personen.", metavar="TEKST"),
]
Closed = Annotated[
    list[str] | None, typer.Option("--dicht", help="Een locatie dicht: locatie;van;tot.", metavar="TEKST")
]
More = Annotated[
    list[str] | None, typer.Option("--vlucht", help="Een vlucht erbij als deze: vlucht;vertrek.", metavar="TEKST")
]
Norm = Annotated[
    list[str] | None, typer.Option("--norm", help="Een eigen waarde van een norm.", metavar="'REGEL SLEUTEL=WAARDE'")
]
Days = Annotated[int | None, typer.Option(help="Zoveel dagen open.", metavar="DAGEN", min=1)]
Key = Annotated[str, typer.Option(help="Kenmerk van dit verzoek: herhalen is dan veilig.", metavar="TEKST")]


def _add(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return app.command(name, cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")


@_add("fork")
def fork(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    name: Annotated[str, typer.Argument(help="Naam van het scenario.", metavar="NAAM")],
    actor: ServiceNumber,
    week: Annotated[str, typer.Option(help="Week van het concept, bijvoorbeeld 2026-W48.", metavar="WEEK")] = "",
    release: Annotated[int | None, typer.Option(help="Van deze publicatie.", metavar="NUMMER", min=1)] = None,
    team: Team = None,
    zitting: Session = None,
    dicht: Closed = None,
    vlucht: More = None,
    norm: Norm = None,
    days: Days = None,
    key: Key = "",
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Begin een scenario bij het concept van een week of bij een publicatie."""
    from api.scenarios.reading import own_value
    from planner.domain.scenario import Supposed
    from planner.usecases.editing.open_draft import open_draft
    from planner.usecases.scenarios.fork import ForkAsked
    from planner.usecases.scenarios.fork import fork as split

    if bool(week) == (release is not None):
        raise CommandFailure("geef --week of --release", "Een scenario begint bij een concept of bij een publicatie.")
    with _tools(database) as (tools, opening):
        draft = None if release is not None else open_draft(opening, parse_week(week), actor=actor).id

        def make() -> Scenario:
            asked = ForkAsked(
                name=name,
                actor=actor,
                draft=draft,
                release=release,
                wishes=wishes(team, zitting, dicht, vlucht),
                supposed=Supposed(values=tuple(own_value(one) for one in norm or ())),
                days=days,
                key=f"{actor} {key}" if key else "",
            )
            return split(tools, asked)

        found = refusing(make)
    said(found, as_json=as_json)


@_add("suppose")
def suppose(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    number: Number,
    actor: ServiceNumber,
    team: Team = None,
    zitting: Session = None,
    dicht: Closed = None,
    vlucht: More = None,
    norm: Norm = None,
    zonder: Annotated[
        list[int] | None, typer.Option(help="Deze veronderstelling niet meer (volgnummer vanaf 1).", metavar="NR")
    ] = None,
    days: Days = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Veronderstel meer of minder in een scenario; bereken het daarna opnieuw."""
    from api.scenarios.reading import own_value
    from planner.usecases.scenarios.fork import suppose as change

    with _tools(database) as (tools, _):
        found = refusing(
            lambda: change(
                tools,
                number,
                actor=actor,
                wishes=wishes(team, zitting, dicht, vlucht),
                values=[own_value(one) for one in norm or ()],
                without=[one - 1 for one in zonder or ()],
                days=days,
            )
        )
    said(found, as_json=as_json)


@_add("list")
def listing(database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon de scenario's, het nieuwste boven."""
    from api.composition import opened
    from planner.domain.spelling import moment

    with opened(database, must_exist=True) as store, store.reading() as books:
        found = books.scenarios.newest(200)
    if as_json:
        return say_json({"scenarios": [data_of(one) for one in found]})
    rows = (
        (one.number, one.name, str(one.week), origin_words(one), one.actor, moment(one.expires), one.state)
        for one in found
    )
    return show(table(("Nr", "Naam", "Week", "Van", "Door", "Verloopt", "Stand"), rows, right=(0,)))


@_add("solve")
def solve(
    numbers: Numbers,
    actor: ServiceNumber,
    seconds: Annotated[int, typer.Option(help="Zoektijd per scenario.", metavar="SECONDEN", min=1, max=3600)] = 60,
    seed: Annotated[int, typer.Option(help="Beginwaarde van het toeval.", metavar="GETAL", min=0)] = 1,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Bereken scenario's naast elkaar: hoogstens twee tegelijk, elk met één werker; Ctrl-C bewaart het beste."""
    from api.cli.progress import Interruption
    from api.composition import address_of, opened
    from api.runs.solving import Done, solved_apart
    from api.scenarios.side_by_side import request_of, side_by_side

    with opened(database, must_exist=True) as store:
        address = address_of(store)
        with store.reading() as books:
            found = [books.scenarios.load(one) for one in numbers]
    stopped, stages = Interruption(), dict[int, str]()

    def heard(number: int, progress: object) -> None:
        stage = str(getattr(progress, "stage", ""))
        if stages.get(number) != stage:
            stages[number] = stage
            note(f"scenario {number}: {stage}")

    asked = [request_of(one, actor=actor, seconds=seconds, seed=seed) for one in found]
    with stopped.listening():
        done = side_by_side(solved_apart(address), asked, heard=heard, stopped=stopped)
    if as_json:
        say_json({str(n): {"plan": r.plan_id} if isinstance(r, Done) else {"fout": str(r)} for n, r in done.items()})
    else:
        for number, result in done.items():
            said = f"plan {result.plan_id}" if isinstance(result, Done) else f"niet berekend: {result}"
            say(f"Scenario {number}: {said}")
    if not all(isinstance(one, Done) for one in done.values()):
        raise typer.Exit(ExitCode.WRONG_INPUT)


@_add("compare")
def compare(numbers: Numbers, database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Leg scenario's naast wat ze waren toen ze werden afgesplitst: kosten, aantallen, en wat anders gepland is."""
    from api.composition import opened
    from api.scenarios.figures import rows_of, supposed_words
    from planner.usecases.scenarios.compare import Comparing
    from solver.judge import RulebookJudge

    with opened(database, must_exist=True) as store:
        comparing = Comparing(store, RulebookJudge)
        found = [comparing.of(one) for one in numbers]
    rows = rows_of(found)
    if as_json:
        return say_json(
            {
                "scenarios": [data_of(one.scenario) for one in found],
                "rijen": [{"wat": row.name, "waarden": list(row.values)} for row in rows],
                "wijzigingen": {
                    str(one.scenario.number): [
                        {"activiteit": change.activity.key, "wat": change.turn.value} for change in one.changes
                    ]
                    for one in found
                },
            }
        )
    heads = [part for one in found for part in (f"basis {one.scenario.number}", f"scenario {one.scenario.number}")]
    right = tuple(range(1, len(heads) + 1))
    show(table(("", *heads), ((row.name, *row.values) for row in rows), right=right))
    for one in found:
        words = "; ".join(supposed_words(one.scenario)) or "niets anders"
        say(f"Scenario {one.scenario.number} ({one.scenario.name}) veronderstelt: {words}.")
        say(f"  {len(one.changes)} onderdelen anders gepland dan de basis.")
    return None


@_add("merge")
def merge(  # noqa: PLR0913 - one parameter per option of the command
    number: Number,
    actor: ServiceNumber,
    item: Annotated[list[str] | None, typer.Option(help="Kenmerk van een onderdeel.", metavar="ACTIVITEIT")] = None,
    alles: Annotated[bool, typer.Option("--alles", help="Alles wat anders gepland is.")] = False,  # noqa: FBT002
    key: Key = "",
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Neem onderdelen over in het echte concept: één stap, getoetst aan de echte gegevens."""
    from api.composition import SystemClock, drafting, opened
    from planner.domain.ids import ActivityKey
    from planner.usecases.editing.apply_edit import Officer
    from planner.usecases.editing.open_draft import open_draft
    from planner.usecases.planning.compare_plans import compare_plans
    from planner.usecases.scenarios.take_over import take_over

    if bool(item) == alles:
        raise CommandFailure("geef --item of --alles", "Kies wat er overgenomen wordt.")
    with opened(database, must_exist=True) as store:
        opening, editing = drafting(store, SystemClock())
        with store.reading() as books:
            scenario = refusing(lambda: books.scenarios.load(number))
        draft = open_draft(opening, scenario.week, actor=actor)
        head = editing.heads.of(draft.id)
        chosen = {ActivityKey(one) for one in item or ()}
        if alles:
            with store.reading() as books:
                plan = books.plans.load(books.drafts.head(scenario.draft).plan)
            real = head.desk
            chosen = {one.activity.key for one in compare_plans(real.problem.activities, real.plan.appointments, plan)}
        officer = Officer(actor=actor, seen=head.version, key=f"{actor} {key}" if key else "")
        done = refusing(lambda: take_over(editing, number, draft.id, chosen, officer))
    found = done.possible
    if as_json:
        say_json(
            {
                "versie": None if done.applied is None else done.applied.entry.version,
                "overgenomen": list(found.taken),
                "meegenomen": list(found.along),
                "geweigerd": [{"activiteit": r.activity, "regel": r.rule, "omdat": r.because} for r in found.refused],
            }
        )
    else:
        version = "niets overgenomen" if done.applied is None else f"versie {done.applied.entry.version}"
        say(f"Concept van week {scenario.week}: {version}, {len(found.taken)} onderdelen overgenomen.", style="bold")
        for one in found.refused:
            say(f"Geweigerd: {one.activity}: {one.rule} {one.because}")
    if done.applied is None:
        raise typer.Exit(ExitCode.WRONG_INPUT)


@_add("rebase")
def rebase(
    number: Number, actor: ServiceNumber, database: Database = DEFAULT_DATABASE, *, as_json: Json = False
) -> None:
    """Zet een scenario op de nieuwste publicatie en de gegevens van nu; wat niet meer past wordt gezegd."""
    from planner.usecases.scenarios.rebase import rebase as move

    with _tools(database) as (tools, opening):
        done = refusing(lambda: move(tools, opening.travel, number, actor=actor))
    for one in done.left_out:
        note(f"Past niet meer: {one.what}: {one.because}")
    said(done.scenario, as_json=as_json)


@_add("remove")
def remove(
    number: Number,
    actor: ServiceNumber,
    reason: Annotated[str, typer.Option(help="Waarom.", metavar="TEKST")] = "",
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Doe een scenario weg; het kan daarna niet meer."""
    from planner.usecases.scenarios.fork import remove as put_away

    with _tools(database) as (tools, _):
        refusing(lambda: put_away(tools, number, actor=actor, note=reason))
    say(f"Scenario {number} is weggedaan.", style="bold")


def _tools(database: str) -> AbstractContextManager[tuple[Tools, Opening]]:
    from contextlib import contextmanager

    from api.composition import SystemClock, drafting, opened, this_process
    from planner.usecases.scenarios.base import Tools as Needed

    @contextmanager
    def made() -> Iterator[tuple[Tools, Opening]]:
        with opened(database, must_exist=True) as store:
            clock = SystemClock()
            opening, editing = drafting(store, clock)
            yield Needed(store=store, clock=clock, heads=editing.heads, worker=this_process()), opening

    return made()
