"""``answer``: record what a partner answered to a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say, say_json
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json, parse_moment

if TYPE_CHECKING:
    from planner.domain.time import Minute

EXAMPLES = """
Voorbeelden:

  vertrekplanner answer Z-26-00012/vertrek/1 escort E-01 bevestigd --actor KMAR

  vertrekplanner answer Z-26-00012/vertrek/1 escort E-01 bevestigd --amount 2 --actor KMAR

  vertrekplanner answer Z-26-00012/vertrek/1 escort E-01 tegenvoorstel --amount 1 --actor KMAR

  vertrekplanner answer Z-26-00012/vertrek/1 begeleider KM-20008 geweigerd --reason ziek --actor KMAR

Bevestigd staat vast, geweigerd wordt niet opnieuw gebruikt. Is een deel bevestigd of iets anders voorgesteld, dan zoekt
de volgende berekening de rest bij andere teams.
"""


def answer(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    activity: Annotated[str, typer.Argument(help="Kenmerk van de activiteit, zoals in het plan.", metavar="KENMERK")],
    kind: Annotated[str, typer.Argument(help="Soort middel, bijvoorbeeld escort of voertuig.", metavar="SOORT")],
    code: Annotated[str, typer.Argument(help="Code van het middel.", metavar="CODE")],
    state: Annotated[str, typer.Argument(help="bevestigd, geweigerd of tegenvoorstel.", metavar="ANTWOORD")],
    amount: Annotated[int | None, typer.Option(help="Hoeveel escorts; leeg: alle gevraagde.", metavar="AANTAL")] = None,
    begin: Annotated[str | None, typer.Option("--from", help="Ander begin, bij een tegenvoorstel.")] = None,
    end: Annotated[str | None, typer.Option("--until", help="Ander eind, bij een tegenvoorstel.")] = None,
    reason: Annotated[str, typer.Option(help="Waarom geweigerd, als code.", metavar="CODE")] = "",
    reference: Annotated[str, typer.Option(help="Kenmerk van de partner.", metavar="TEKST")] = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    *,
    as_json: Json = False,
) -> None:
    """Leg vast wat een partner antwoordde: bevestigd, geweigerd of een tegenvoorstel, geheel of voor een deel."""
    from api.composition import SystemClock, opened
    from planner.domain.commitments import RequestState
    from planner.domain.ids import ActivityKey
    from planner.domain.resources import ResourceKind, ResourceRef
    from planner.usecases.partners.answer_request import ANSWERS, Answer, AnswerRefusedError, answer_request

    kinds, states = [item.value for item in ResourceKind], [item.value for item in ANSWERS]
    for given, known, called in ((kind, kinds, "soort"), (state, states, "antwoord")):
        if given not in known:
            raise CommandFailure(f"onbekend {called} {given!r}", f"Kies uit: {', '.join(known)}.")
    given_answer = Answer(
        activity=ActivityKey(activity),
        resource=ResourceRef(ResourceKind(kind), code),
        state=RequestState(state),
        actor=actor,
        amount=amount,
        start=_moment(begin),
        end=_moment(end),
        code=reason,
        reference=reference,
    )
    with opened(database, must_exist=True) as store:
        try:
            done, changed = answer_request(store, SystemClock(), given_answer)
        except AnswerRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    number = "" if done.amount is None else f" ({done.amount})"
    called = f"{done.activity}, {kind} {code}{number}"
    if as_json:
        say_json({"kenmerk": done.activity, "middel": f"{kind} {code}", "status": done.state, "gewijzigd": changed})
    elif changed:
        say(f"Vastgelegd: {called} is {done.state}.", style="bold")
        say("De volgende berekening houdt er rekening mee.")
    else:
        say(f"Niets gewijzigd: {called} was al {done.state}.", style="bold")


def _moment(text: str | None) -> Minute | None:
    return None if text is None else parse_moment(text)
