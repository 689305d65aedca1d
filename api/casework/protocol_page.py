"""What an own version of a protocol would change, in words for the screen.

Pure functions. Not allowed here: comparing (``preview_protocol``) and storing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from api.casework.norm_page import step_row
from api.casework.words import day_text
from api.web.speech import _
from planner.domain.protocols import Protocol
from planner.domain.spelling import stamp
from planner.usecases.protocols.enter_protocol import ProtocolPast
from planner.usecases.protocols.preview_protocol import ProtocolPreview, StepChange


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step that differs, with what it was and becomes per column."""

    turn: str
    look: str
    title: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """What the template shows."""

    ref: str
    title: str
    new: bool
    before: str
    steps: tuple[StepLine, ...]
    same: int
    head: bool
    versions: tuple[tuple[str, str, str], ...]


def preview_page(found: ProtocolPreview) -> PreviewPage:
    """Return the page of a preview, in the language spoken now."""
    return PreviewPage(
        ref=found.protocol.ref,
        title=str(found.protocol.title),
        new=found.new,
        before="" if found.before is None else found.before.ref,
        steps=tuple(map(_line, found.steps)),
        same=found.same,
        head=found.head,
        versions=tuple((one.ref, *days_of(one)) for one in found.versions),
    )


def days_of(protocol: Protocol) -> tuple[str, str]:
    """Return from and until when a version holds."""
    since = "" if protocol.valid_from == date.min else day_text(protocol.valid_from)
    return since, day_text(protocol.valid_to)


def entry_lines(past: Iterable[ProtocolPast], names: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the versions that were entered, with who and when."""
    return [
        {
            "ref": one.protocol.ref,
            "title": str(one.protocol.title),
            "since": days_of(one.protocol)[0],
            "until": days_of(one.protocol)[1],
            "by": names.get(one.by, one.by),
            "at": stamp(one.recorded_at),
            "ended": "" if one.retired_at is None else stamp(one.retired_at),
        }
        for one in past
    ]


def _line(change: StepChange) -> StepLine:
    was = {} if change.before is None else step_row(change.before)
    now = {} if change.after is None else step_row(change.after)
    turn, look = (_("anders"), "warn") if was and now else (_("nieuw"), "ok") if now else (_("vervalt"), "bad")
    columns = {
        "title": _("Stap"),
        "form": _("Vorm"),
        "anchors": _("Telt vanaf"),
        "norm": _("Norm"),
        "owner": _("Wie"),
        "with": _("Met"),
    }
    fields = [
        (name, was.get(key, ""), now.get(key, "")) for key, name in columns.items() if was.get(key) != now.get(key)
    ]
    if was and now and not fields:
        fields = [(_("Voorwaarden"), _("gewijzigd"), "")]
    return StepLine(turn=turn, look=look, title=(now or was)["title"], fields=tuple(fields))
