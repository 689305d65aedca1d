"""Carrying out what ``edit`` asks, and telling what came of it.

Not allowed here: commands and their options.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.console import note, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from api.desk.edit_shapes import EditAnswer
    from planner.domain.clearances import OverrideRight
    from planner.usecases.editing.apply_edit import Applied, Editing, Officer

NOBODY = "terminal"


def stepped(  # noqa: PLR0913 - what every edit may carry
    database: str,
    week: str,
    asked: Mapping[str, object],
    reason: str,
    exceptions: Sequence[str] | None,
    *,
    right: str,
    actor: str,
    key: str,
    as_json: bool,
) -> None:
    """Carry out an edit on the draft of a week and tell what it did."""
    from pydantic import TypeAdapter, ValidationError

    from api.desk.deeds import edit_of
    from api.desk.edit_shapes import AnyEdit
    from planner.usecases.editing.apply_edit import apply_edit

    found = {**asked, "reason": reason, "exceptions": [_waiver(text) for text in exceptions or ()]}
    try:
        shape: AnyEdit = TypeAdapter(AnyEdit).validate_python(found)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        raise CommandFailure(f"{where}: {first['msg']}", "Zie vertrekplanner edit OPDRACHT --help.") from error
    allowed = _right(right)

    def step(tools: Editing, draft: int, officer: Officer) -> Applied:
        wanted = edit_of(shape, tools.heads.of(draft).desk.problem, allowed)
        return apply_edit(tools, draft, wanted, officer)

    _carried_out(database, week, step, actor=actor, key=key, as_json=as_json)


def stepped_back(database: str, week: str, *, again: bool, actor: str, key: str, as_json: bool) -> None:
    """Take back the last step, or do it again, and tell what that did."""
    from planner.usecases.editing.undo_redo import redo, undo

    _carried_out(database, week, redo if again else undo, actor=actor, key=key, as_json=as_json)


def logged(database: str, week: str, count: int, *, actor: str, as_json: bool) -> None:
    """Show the log of the draft of a week."""
    from api.cli.options import parse_week
    from api.composition import SystemClock, drafting, opened
    from api.desk.answers import log_of
    from api.web.people import called
    from planner.domain.spelling import stamp
    from planner.domain.time import Minute
    from planner.usecases.editing.open_draft import open_draft

    with opened(database, must_exist=True) as store:
        opening, tools = drafting(store, SystemClock())
        draft = open_draft(opening, parse_week(week), actor=actor or NOBODY)
        head = tools.heads.of(draft.id)
        with store.reading() as books:
            entries = books.drafts.entries(draft.id, after=max(0, head.version - count), until=head.version)
            steps = books.drafts.steps(draft.id, until=head.version)
        found = log_of(head, entries, steps, called(store, (entry.actor for entry in entries)))
    if as_json:
        say_json(found.model_dump(mode="json"))
        return
    if not found.lines:
        say("Nog geen wijzigingen.")
        return
    rows = [
        (one.number, stamp(Minute(one.at)), one.who, one.what, one.text, one.reason, "ja" if one.undone else "")
        for one in found.lines
    ]
    show(table(("Versie", "Wanneer", "Wie", "Wat", "Wijziging", "Reden", "Teruggenomen"), rows, right=(0,)))


def _carried_out(
    database: str,
    week: str,
    step: Callable[[Editing, int, Officer], Applied],
    *,
    actor: str,
    key: str,
    as_json: bool,
) -> None:
    from api.cli.options import parse_week
    from api.composition import SystemClock, drafting, opened
    from api.desk.answers import answer_of
    from planner.ports.editing import EditImpossibleError
    from planner.usecases.editing.apply_edit import Officer
    from planner.usecases.editing.open_draft import open_draft
    from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError, NothingToUndoError

    who = actor or NOBODY
    with opened(database, must_exist=True) as store:
        opening, tools = drafting(store, SystemClock())
        draft = open_draft(opening, parse_week(week), actor=who)
        officer = Officer(actor=who, seen=tools.heads.of(draft.id).version, key=key)
        try:
            done = step(tools, draft.id, officer)
        except EditRefusedError as error:
            for objection in error.objections:
                note(f"{objection.breach.rule}: {objection.breach.because}")
            raise from_text(str(error), ExitCode.BREACHES) from error
        except DraftConflictError as error:
            raise from_text(str(error), ExitCode.STORE) from error
        except EditImpossibleError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
        except NothingToUndoError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
        with store.reading() as books:
            steps = books.drafts.steps(draft.id)
        answer = answer_of(done, steps, who)
    say_json(answer.model_dump(mode="json")) if as_json else _tell(answer)


def _tell(answer: EditAnswer) -> None:
    from planner.domain.spelling import moment
    from planner.domain.time import Minute

    repeated = " (was al gedaan)" if answer.repeated else ""
    say(f"Versie {answer.number} van het concept, plan {answer.draft.plan}{repeated}.")
    for item in answer.items:
        say(f"  {item.activity}: {moment(Minute(item.start))}, {', '.join(item.rows)}")
    for waiting in answer.unplanned:
        say(f"  {waiting.activity}: niet gepland, {waiting.reason}")
    for follow in answer.follows:
        say(f"  {follow.activity}: {follow.text}")
    for one in answer.soft:
        say(f"  kost: {one.rule} {one.text}", style="dim")


def _waiver(text: str) -> dict[str, str]:
    rule, sign, reason = text.partition("=")
    if not sign or not rule.strip() or not reason.strip():
        raise CommandFailure(f"{text!r} is geen uitzondering", "Schrijf bijvoorbeeld R07='ontvangt toch'.")
    return {"rule": rule.strip(), "reason": reason.strip()}


def _right(text: str) -> OverrideRight:
    from planner.domain.clearances import OverrideRight

    options = {right.value: right for right in OverrideRight if right.suffices_for(right)}
    if text not in options:
        raise CommandFailure(f"onbekend recht {text!r}", f"Kies uit: {', '.join(options)}.")
    return options[text]
