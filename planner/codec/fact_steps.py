"""Steps of facts as plain data: the name of the type of fact, with the fact before and after.

Not allowed here: what a step does to a problem (``planner.domain.fact_patch``).
"""

from collections.abc import Iterable, Mapping

from planner.codec.canonical import CodecError, from_plain, to_plain
from planner.domain.disruption import FactStep
from planner.domain.facts import FACT_TYPES, Fact

_TYPES: Mapping[str, type[Fact]] = {kind.__name__: kind for kind in FACT_TYPES}


def steps_to_plain(steps: Iterable[FactStep]) -> list[dict[str, object]]:
    """Return steps as dicts, lists, strings and numbers."""
    return [_plain(step) for step in steps]


def steps_from_plain(data: Iterable[object]) -> tuple[FactStep, ...]:
    """Build steps; raise CodecError for what are none."""
    return tuple(_step(item) for item in data)


def _plain(step: FactStep) -> dict[str, object]:
    known = step.before if step.after is None else step.after
    sides = {name: fact for name, fact in (("before", step.before), ("after", step.after)) if fact is not None}
    return {"fact": type(known).__name__, **{name: to_plain(fact) for name, fact in sides.items()}}


def _step(item: object) -> FactStep:
    if not isinstance(item, dict) or item.get("fact") not in _TYPES:
        msg = "a step does not name a type of fact\nExport it again, or correct the part named."
        raise CodecError(msg)
    kind = _TYPES[item["fact"]]
    sides = {name: from_plain(item[name], kind) for name in ("before", "after") if name in item}
    return FactStep(before=sides.get("before"), after=sides.get("after"))
