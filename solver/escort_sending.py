"""Choices that send escorts along, as the rules about escorts see them. Not allowed here: single rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.escort_pool import Out, clash, freed, out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.resources import ResourceKind, ResourceRef
    from solver.variables import Choice, Variables


def sending(v: Variables, kind: ResourceKind) -> dict[ResourceRef, list[tuple[Choice, Out]]]:
    """Return per team or officer the choices that send them, with the time they are out."""
    found: dict[ResourceRef, list[tuple[Choice, Out]]] = {}
    for ref, users in v.using(kind).items():
        for choice, _ in users:
            appointment = choice.mode.at(choice.starts[0])
            if not freed(v.known, appointment):
                part = next(part for part in appointment.participations if part.resource == ref)
                found.setdefault(ref, []).append((choice, out(v.known, part, choice.mode.activity)))
    return found


def one_at_a_time(v: Variables, users: Sequence[tuple[Choice, Out]], fixed: Sequence[Out]) -> None:
    """Let one person do one duty at a time, with rest between, around what is fixed."""
    for number, (choice, duty) in enumerate(users):
        if any(clash(duty, other) for other in fixed):
            v.forbid(choice)
        for other, later in users[number + 1 :]:
            if clash(duty, later):
                v.at_most(((choice, 1), (other, 1)), 1)
