"""What the commands about scenarios share: reading what is supposed, and saying what a scenario is.

Not allowed here: the commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.console import say, say_json
from api.cli.failure import ExitCode, from_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from planner.domain.scenario import Scenario
    from planner.usecases.scenarios.supposing import Wish

    T = TypeVar("T")


def wishes(
    team: list[str] | None, zitting: list[str] | None, dicht: list[str] | None, vlucht: list[str] | None
) -> tuple[Wish, ...]:
    """Return what the options of a command suppose."""
    from api.scenarios import reading as read

    session = "NG-AMB;25-11-2026 09:00;25-11-2026 12:00;4"
    closed = "AZC-TER;24-11-2026 00:00;26-11-2026 00:00"
    return (
        *(read.more_teams(one) for one in team or ()),
        *(read.more_session(*read.parts(one, 4, session)) for one in zitting or ()),
        *(read.site_closes(*read.parts(one, 3, closed)) for one in dicht or ()),
        *(read.more_flight(*read.parts(one, 2, "KL565-20261126;27-11-2026 09:15")) for one in vlucht or ()),
    )


def refusing(work: Callable[[], T]) -> T:
    """Do something; what is refused ends the command with the words of the refusal."""
    from planner.domain.once import KeyUsedError
    from planner.domain.steps import StepRefusedError
    from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError

    try:
        return work()
    except (StepRefusedError, KeyUsedError, EditRefusedError, DraftConflictError) as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error


def said(found: Scenario, *, as_json: bool) -> None:
    """Say what a scenario is now."""
    from api.scenarios.figures import supposed_words
    from planner.domain.spelling import moment

    if as_json:
        return say_json(data_of(found))
    say(f"Scenario {found.number}: {found.name}, week {found.week}, {origin_words(found)}.", style="bold")
    for at, words in enumerate(supposed_words(found), 1):
        say(f"  {at}. {words}")
    return say(f"Verloopt {moment(found.expires)}. Bereken het: vertrekplanner scenario solve {found.number}")


def origin_words(one: Scenario) -> str:
    """Return what a scenario was split from."""
    origin = one.origin
    if origin.draft is None:
        return f"publicatie {origin.release}"
    return f"concept {origin.draft}, versie {origin.version}"


def data_of(one: Scenario) -> dict[str, object]:
    """Return a scenario for a script."""
    from api.scenarios.figures import supposed_words

    return {
        "nummer": one.number,
        "naam": one.name,
        "week": str(one.week),
        "van": origin_words(one),
        "door": one.actor,
        "begonnen": one.at,
        "verloopt": one.expires,
        "stand": one.state.value,
        "veronderstelt": supposed_words(one),
        "past_niet_meer": [f"{left.what}: {left.because}" for left in one.left_out],
    }
