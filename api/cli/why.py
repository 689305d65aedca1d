"""``why``, ``why-not`` and ``why-not-mine``: explanations of a stored plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say, say_json
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Database, Json, PlanNumber, parse_moment
from planner.domain.wording import Language, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from planner.domain.explaining import Evaluation, Wish
    from planner.usecases.planning.explain import Questions

EXAMPLES = """
Voorbeelden:

  vertrekplanner why Z-26-47120/presentatie/1

  vertrekplanner why Z-26-47120/presentatie/1 --level 1 --json

  vertrekplanner why Z-26-47120

  vertrekplanner why plan --by persoon

Niveau 1 zegt wat elke plek blokkeert, 2 welke regels samen niet kunnen, 3 wat eraan te doen is en wat dat kost. Van wat
gepland is: de beste andere plekken. Wat niet narekenbaar was, heet niet bewezen.
"""
EXAMPLES_NOT = """
Voorbeelden:

  vertrekplanner why-not Z-26-47120/gesprek/1 --resource RV-0042 --time 2026-11-24T10:00

  vertrekplanner why-not Z-26-47120/vertrek/1 --resource KL0565-20261124

  vertrekplanner why-not Z-26-47120/vertrek/1 --standby
"""
EXAMPLES_MINE = """
Voorbeelden:

  vertrekplanner why-not-mine --item Z-26-47120/gesprek/1 --resource RV-0042 --time 2026-11-24T10:00

  vertrekplanner why-not-mine mijn-plan.json

De eigen versie wordt in het plan gezet, de rest wordt eromheen gepland, en het verschil per regel staat erbij. Er
verandert niets.
"""
SECONDS = 10.0
Item = Annotated[str, typer.Argument(help="Activiteit, zaak, of het woord plan.", metavar="WAT")]
Level = Annotated[int, typer.Option("--level", help="Hoe diep: 1, 2 of 3.", min=1, max=3)]
Spoken = Annotated[Language, typer.Option("--language", help="Taal van de uitleg: nl of en.")]
Resource = Annotated[str | None, typer.Option("--resource", help="Alleen met deze code.", metavar="CODE")]
Time = Annotated[str | None, typer.Option("--time", help="Alleen op dit moment.", metavar="TIJDSTIP")]


def why(  # noqa: PLR0913 - one parameter per option of the command
    item: Item,
    level: Level = 3,
    by: Annotated[
        str, typer.Option("--by", help="Bij plan: opgeteld per regel, middel of persoon.", metavar="WAARPER")
    ] = "regel",
    plan: PlanNumber = None,
    language: Spoken = Language.DUTCH,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Zeg waarom iets niet gepland is, of juist wel; of waar de kosten van het plan vandaan komen."""
    from api.explaining.data import answer_data, case_data, shares_data
    from api.explaining.lines import answer_lines, case_lines, share_lines
    from planner.domain.ids import ActivityKey, CaseId
    from planner.usecases.planning.explain import Asked

    if by not in ("regel", "middel", "persoon"):
        raise CommandFailure(f"{by!r} kan niet", "Kies --by regel, middel of persoon.")
    with speaking(language), _asking(database) as questions:
        if item == "plan":
            shares = questions.shares(by, plan)
            _tell({"delen": shares_data(shares)}, share_lines(shares), as_json=as_json)
            return
        if item in {case.id for case in questions.plan(plan).problem.case_file.cases}:
            case = questions.why_case(CaseId(item), plan)
            _tell(case_data(case), case_lines(case), as_json=as_json)
            return
        answer = questions.why(Asked(activity=ActivityKey(item), level=level), plan)
        _tell(answer_data(answer), answer_lines(answer), as_json=as_json)


def why_not(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    item: Item,
    resource: Resource = None,
    time: Time = None,
    level: Level = 2,
    plan: PlanNumber = None,
    language: Spoken = Language.DUTCH,
    database: Database = DEFAULT_DATABASE,
    *,
    standby: Annotated[bool, typer.Option("--standby", help="Waarom dit vertrek geen reserve is.")] = False,
    as_json: Json = False,
) -> None:
    """Zeg wat iets van een moment of middel afhoudt."""
    from api.explaining.data import answer_data, standby_data
    from api.explaining.lines import answer_lines, standby_lines
    from planner.domain.ids import ActivityKey
    from planner.usecases.planning.explain import Asked

    with speaking(language), _asking(database) as questions:
        if standby:
            answers = questions.why_not_standby(ActivityKey(item), plan)
            _tell({"vluchten": standby_data(answers)}, standby_lines(answers), as_json=as_json)
            return
        start = None if time is None else parse_moment(time)
        asked = Asked(activity=ActivityKey(item), level=level, resource=resource, start=start)
        answer = questions.why(asked, plan)
        _tell(answer_data(answer), answer_lines(answer), as_json=as_json)


def why_not_mine(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    file: Annotated[
        Path | None, typer.Argument(help="Eigen plan als uitwisselbestand.", dir_okay=False, metavar="BESTAND")
    ] = None,
    item: Annotated[str | None, typer.Option("--item", help="Een activiteit uit het plan.", metavar="WAT")] = None,
    resource: Resource = None,
    time: Time = None,
    plan: PlanNumber = None,
    language: Spoken = Language.DUTCH,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Zeg wat een eigen versie overtreedt, verandert en kost."""
    from api.explaining.data import evaluation_data
    from api.explaining.lines import evaluation_lines

    if (file is None) == (item is None):
        raise CommandFailure("geef een bestand of --item", "Kies een van de twee.")
    with speaking(language), _asking(database) as questions:
        found = _of_file(questions, file, plan) if file is not None else _of_item(questions, item, resource, time, plan)
        _tell(evaluation_data(found), evaluation_lines(found), as_json=as_json)


def _of_file(questions: Questions, file: Path, plan: int | None) -> Evaluation:
    from api.cli.check import plan_of

    other = plan_of(file)
    if other is None:
        raise CommandFailure(
            f"{file.name} bevat geen plan", "Exporteer het met --plan, of geef een bestand met een plan."
        )
    return questions.evaluate_plan(other, plan, seconds=SECONDS)


def _of_item(
    questions: Questions, item: str | None, resource: str | None, time: str | None, plan: int | None
) -> Evaluation:
    return questions.evaluate((_wish(item or "", resource, time),), plan, seconds=SECONDS)


def _wish(item: str, resource: str | None, time: str | None) -> Wish:
    from planner.domain.explaining import Wish
    from planner.domain.ids import ActivityKey

    if resource is None and time is None:
        raise CommandFailure("er is niet gezegd wat er anders moet", "Geef --time, --resource of allebei.")
    start = None if time is None else parse_moment(time)
    return Wish(activity=ActivityKey(item), start=start, resource=resource)


def _asking(database: str) -> AbstractContextManager[Questions]:
    from contextlib import contextmanager

    @contextmanager
    def asking() -> Iterator[Questions]:
        from api.composition import explainer, opened
        from planner.ports.explaining import ExplanationError
        from planner.usecases.planning.explain import Questions

        with opened(database, must_exist=True) as store:
            try:
                yield Questions(store, explainer())
            except ExplanationError as error:
                raise from_text(str(error), ExitCode.NOT_FOUND) from error

    return asking()


def _tell(data: dict[str, object], lines: Iterator[str], *, as_json: bool) -> None:
    if as_json:
        say_json(data)
        return
    for line in lines:
        bold = not line.startswith(" ") and bool(line)
        say(line, style="bold" if bold else "")
