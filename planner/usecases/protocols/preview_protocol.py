"""What an own version of a protocol would change: which versions hold when, and which steps differ from before.

Nothing is stored. Not allowed here: reading files, and words for the screen.
"""

from dataclasses import dataclass
from datetime import date

from planner.domain.protocols import Protocol, Step
from planner.ports.store import Transaction
from planner.usecases.protocols.enter_protocol import checked_protocol
from planner.usecases.protocols.protocols_in_force import protocols_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChange:
    """A step that differs: None before for a new one, None after for one that lapses."""

    before: Step | None
    after: Step | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolPreview:
    """A version beside the one that holds on its first day without it; ``new`` is false when nothing would change."""

    protocol: Protocol
    new: bool
    before: Protocol | None
    steps: tuple[StepChange, ...]
    same: int
    head: bool
    """For whom it is, its rank, its regime or who takes part differs."""
    versions: tuple[Protocol, ...]
    """Those of this protocol as they would hold."""


def preview_protocol(books: Transaction, protocol: Protocol, today: date) -> ProtocolPreview:
    """Return what a version would change; raise ProtocolError when it does not fit what is there."""
    new = checked_protocol(books, protocol)
    entered = {(one.id, one.version): one for one in books.facts.in_force(Protocol)}
    known = entered.pop((protocol.id, protocol.version), None)
    on = max(protocol.valid_from, today) if protocol.valid_from == date.min else protocol.valid_from
    versions = protocols_in_force([*entered.values(), *(() if known is None else (known,))]).versions(protocol.id)
    before = next((one for one in versions if one.in_force(on)), None)
    was = {} if before is None else {step.code: step for step in before.steps}
    now = {step.code: step for step in protocol.steps}
    codes = [*now, *(code for code in was if code not in now)]
    differing = [code for code in codes if was.get(code) != now.get(code)]
    return ProtocolPreview(
        protocol=protocol,
        new=new,
        before=before,
        steps=tuple(StepChange(before=was.get(code), after=now.get(code)) for code in differing),
        same=len(codes) - len(differing),
        head=before is not None and _head(before) != _head(protocol),
        versions=protocols_in_force([*entered.values(), protocol]).versions(protocol.id),
    )


def _head(protocol: Protocol) -> tuple[object, ...]:
    return protocol.situation, protocol.rank, protocol.regime, frozenset(protocol.participants), protocol.title
