"""The protocols in force: those the installation entered, and the delivered ones for the days it entered nothing.

Not allowed here: what protocols ask (``protocol_steps``).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planner.codec.protocol_file import delivered_protocols
from planner.domain.protocols import Protocol, ProtocolError, Protocols
from planner.domain.settings import Setting
from planner.domain.wording import either


def protocols_in_force(entered: Iterable[Protocol], delivered: Iterable[Protocol] | None = None) -> Protocols:
    """Return all versions, an entered one before a delivered one of the same protocol; raise ProtocolError."""
    own = tuple(entered)
    result = list(own)
    for protocol in delivered_protocols() if delivered is None else delivered:
        pieces = [protocol]
        for version in own:
            if version.id == protocol.id:
                pieces = [rest for piece in pieces for rest in _without(piece, version)]
        result.extend(pieces)
    return Protocols(result)


def refuse_unknown_norms(protocol: Protocol, settings: Iterable[Setting]) -> None:
    """Raise ProtocolError when a step refers to a setting that does not exist."""
    known = {(setting.rule, setting.key) for setting in settings}
    for step in protocol.steps:
        for norm in step.norms():
            if norm.rule is not None and (norm.rule, norm.key) not in known:
                keys = sorted(key for rule, key in known if rule == norm.rule)
                remedy = (
                    either(f"Kies uit: {', '.join(keys)}.", f"Choose from: {', '.join(keys)}.")
                    if keys
                    else either(
                        "Verbeter de regel, of geef een eigen aantal.", "Correct the rule, or give an own number."
                    )
                )
                raise ProtocolError(
                    either(
                        f"{protocol.id}, stap {step.code}: instelling {norm.rule} {norm.key} bestaat niet\n{remedy}",
                        f"{protocol.id}, step {step.code}: there is no setting {norm.rule} {norm.key}\n{remedy}",
                    )
                )


def _without(piece: Protocol, entered: Protocol) -> tuple[Protocol, ...]:
    """Return the parts of a delivered version that lie before and after an entered one."""
    rests: list[Protocol] = []
    if piece.valid_from < entered.valid_from:
        rests.append(replace(piece, valid_to=_first(piece.valid_to, entered.valid_from)))
    if entered.valid_to is not None and (piece.valid_to is None or entered.valid_to < piece.valid_to):
        rests.append(replace(piece, valid_from=max(piece.valid_from, entered.valid_to)))
    return tuple(rests)


def _first(one: date | None, other: date) -> date:
    return other if one is None else min(one, other)
