"""Which rules and searches read what of a person: found in their source, not written down.

Not allowed here: judging whether that is right (the card shows it, people judge).
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import solver
from planner.domain.facts import FACT_TYPES
from planner.domain.wording import Text
from solver.rulebook import RULEBOOK

SOLVER = Path(solver.__path__[0])
FEATURES: Mapping[str, Text] = {
    "country": Text(nl="land van herkomst", en="country of origin"),
    "language": Text(nl="taal", en="language"),
    "sex": Text(nl="geslacht", en="sex"),
    "minor": Text(nl="minderjarig", en="minor"),
    "target_group": Text(nl="doelgroep", en="target group"),
    "specialisms": Text(
        nl="wat de zaak vraagt (minderjarig, medisch, gezin, Dublin, bewaring)",
        en="what the case asks for (minors, medical, families, Dublin, detention)",
    ),
    "risk": Text(nl="begeleidingsrisico volgens de KMar", en="escort risk as the KMar says"),
    "nurse": Text(nl="medische begeleiding nodig", en="medical escort needed"),
    "wheelchair": Text(nl="rolstoel", en="wheelchair"),
    "child_seat": Text(nl="kinderzitje", en="child seat"),
}
"""What of a case says something of who a person is."""
NOT_RECORDED = (
    Text(nl="naam", en="name"),
    Text(nl="geboortedatum", en="date of birth"),
    Text(nl="nationaliteit", en="nationality"),
    Text(nl="etnische afkomst of huidskleur", en="ethnic origin or colour of skin"),
    Text(nl="geloof of levensovertuiging", en="religion or belief"),
    Text(nl="seksuele gerichtheid", en="sexual orientation"),
    Text(nl="politieke opvatting", en="political opinion"),
    Text(nl="diagnose", en="diagnosis"),
)
"""What no table of the planner has a column for."""
_NO_PERSONS = frozenset(
    {
        "f",
        "flight",
        "transit",
        "mission",
        "place",
        "visa",
        "rule",
        "detail",
        "activity.departure",
        "known.places[place]",
    }
)
"""Expressions whose country is not a person's."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A function or class of the solver: what it reads of a case, and the other parts that it names."""

    reads: frozenset[str]
    names: frozenset[tuple[str, str]]


@lru_cache
def read_by(feature: str) -> tuple[str, ...]:
    """Return the ids of the rules that read a feature of the case, themselves or through what they call."""
    parts = _parts()
    return tuple(
        rule.id
        for rule in RULEBOOK
        if any(
            feature in parts[reached].reads for reached in _reached((type(rule).__module__, type(rule).__name__), parts)
        )
    )


@lru_cache
def searches_reading(feature: str) -> tuple[str, ...]:
    """Return the files of the solver, rules apart, that read a feature of the case."""
    found = {module for (module, _), part in _parts().items() if feature in part.reads}
    return tuple(sorted(module for module in found if not module.startswith("solver.rules.")))


def recorded() -> frozenset[str]:
    """Return the names of all fields of all facts."""
    return frozenset(field.name for fact in FACT_TYPES for field in fields(fact))


def _reached(first: tuple[str, str], parts: Mapping[tuple[str, str], _Part]) -> Iterable[tuple[str, str]]:
    seen: dict[tuple[str, str], None] = {}
    left = [first]
    while left:
        key = left.pop()
        if key in parts and key not in seen:
            seen[key] = None
            left += parts[key].names
    return seen


@lru_cache(maxsize=1)
def _parts() -> Mapping[tuple[str, str], _Part]:
    """Return every function and class of the solver, by module and name."""
    found: dict[tuple[str, str], _Part] = {}
    for path in sorted(SOLVER.rglob("*.py")):
        module = ".".join(("solver", *path.relative_to(SOLVER).with_suffix("").parts))
        found.update(_of_module(module, ast.parse(path.read_text(encoding="utf-8"))))
    return found


def _of_module(module: str, tree: ast.Module) -> Iterator[tuple[tuple[str, str], _Part]]:
    imported = dict(_imported(tree))
    own = {node.name: (module, node.name) for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield (module, node.name), _part(node, {**imported, **own})


def _imported(tree: ast.Module) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what a module imports from the solver, by the name that it has there."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "solver":
            yield from ((name.asname or name.name, (node.module or "", name.name)) for name in node.names)


def _part(node: ast.FunctionDef | ast.ClassDef, known: Mapping[str, tuple[str, str]]) -> _Part:
    """Return what a function or class reads of a case, and which of the known names stand in it."""
    reads, names = set[str](), set[tuple[str, str]]()
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and one.id in known:
            names.add(known[one.id])
        elif isinstance(one, ast.Attribute):
            if one.attr in FEATURES and not _another_s(one):
                reads.add(one.attr)
            if isinstance(one.value, ast.Name) and one.value.id in known:
                names.add((".".join(known[one.value.id]), one.attr))
    return _Part(frozenset(reads), frozenset(names))


def _another_s(read: ast.Attribute) -> bool:
    """Return whether a country is read of a flight, a mission or the like."""
    return read.attr == "country" and ast.unparse(read.value) in _NO_PERSONS
