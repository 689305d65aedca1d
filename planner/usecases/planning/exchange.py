"""The exchange file: a problem with a plan, its costs and bounds, for others to check or to bring in.

Not allowed here: files. The JSON Schema is docs/schema/exchange-1.json (see ``planner.codec.schema``).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import orjson

from planner.codec.canonical import CodecError, from_plain, to_bytes
from planner.codec.problems import problem_hash
from planner.domain.ids import RuleId
from planner.domain.issues import Issue
from planner.domain.levels import Level
from planner.domain.plan import Breach, LevelValue, Plan
from planner.domain.problem import Problem
from planner.domain.thawed import Thawed
from planner.domain.wording import either
from planner.ports.search import Judge
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.editing.thawed_items import standing_thaws
from planner.usecases.planning.placements import problem_of
from planner.usecases.validation import validate

SCHEMA = "vertrekplanner/1"
"""Name and version of the format; the same as of files that hold facts."""


class ExchangeError(ValueError):
    """The file is not an exchange file that this version reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCost:
    """What one rule costs in the plan: summed cost and number of breaches."""

    rule: RuleId
    level: Level
    cost: int
    breaches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Everything in one exchange file; ``levels`` hold the value and the bound per level.

    ``problem_hash`` guards against changes on the way; others who make a file may leave it out.
    """

    schema: str
    problem: Problem
    problem_hash: str = ""
    plan: Plan | None = None
    rulebook_version: str = ""
    rule_costs: tuple[RuleCost, ...] = ()
    levels: tuple[LevelValue, ...] = ()
    issues: tuple[Issue, ...] = ()
    """Bad facts of the problem."""
    thawed: tuple[Thawed, ...] = ()
    """What stands in the plan by an explicit override of the frozen zone: who, when and why."""


def make_exchange(problem: Problem, plan: Plan | None, judge: Judge) -> Exchange:
    """Return the exchange of a problem and, if given, its plan as judged by the rulebook now."""
    breaches = judge.judge(problem, plan) if plan is not None else ()
    return Exchange(
        schema=SCHEMA,
        problem_hash=problem_hash(problem),
        problem=problem,
        plan=plan,
        rulebook_version=judge.rulebook_version if plan is not None else "",
        rule_costs=rule_costs(breaches),
        levels=_with_bounds(judge.levels(breaches), plan) if plan is not None else (),
        issues=validate(problem),
    )


def export_exchange(store: Store, judge: Judge, plan_id: int | None = None) -> bytes:
    """Return the exchange file of a stored plan (None: the newest); raise StoreError."""
    with store.reading() as books:
        number = _newest(books) if plan_id is None else plan_id
        record = books.plans.record(number)
        problem, plan = problem_of(books, record), books.plans.load(number)
        head = books.drafts.of_plan(number)
        thawed = {} if head is None else standing_thaws(books, head)
    made = make_exchange(problem, plan, judge)
    return write_exchange(replace(made, thawed=tuple(thawed[key] for key in sorted(thawed))))


def write_exchange(exchange: Exchange) -> bytes:
    """Return the bytes of an exchange file."""
    return to_bytes(exchange)


def read_exchange(data: bytes) -> Exchange:
    """Read an exchange file; raise ExchangeError that says what is wrong with it."""
    try:
        plain = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        msg = either(
            f"geen JSON: {error}\nControleer of het bestand volledig is.",
            f"no JSON: {error}\nSee whether the file is complete.",
        )
        raise ExchangeError(msg) from error
    found = plain.get("schema") if isinstance(plain, dict) else None
    if found != SCHEMA:
        msg = either(
            f"schema {str(found)[:80]!r} is onbekend, dit programma leest {SCHEMA}\n"
            "Maak het bestand met vertrekplanner export --format json, of werk het programma bij.",
            f"schema {str(found)[:80]!r} is unknown, this program reads {SCHEMA}\n"
            "Make the file with vertrekplanner export --format json, or bring the program up to date.",
        )
        raise ExchangeError(msg)
    try:
        exchange = from_plain(plain, Exchange)
    except CodecError as error:
        wrong = str(error).partition("\n")[0]
        msg = either(
            f"het uitwisselbestand klopt niet: {wrong}\nExporteer het opnieuw, of verbeter het genoemde deel.",
            f"the exchange file is not right: {wrong}\nExport it again, or correct the part named.",
        )
        raise ExchangeError(msg) from error
    if exchange.problem_hash and problem_hash(exchange.problem) != exchange.problem_hash:
        msg = either(
            "de inhoud van het probleem past niet bij zijn hash: het bestand is veranderd\nExporteer het opnieuw.",
            "the content of the problem does not fit its hash: the file was changed\nExport it again.",
        )
        raise ExchangeError(msg)
    return exchange


def import_exchange(store: Store, clock: Clock, exchange: Exchange, *, actor: str) -> int | None:
    """Store the problem and the plan of an exchange; return the plan's number, None without a plan.

    The same plan of the same problem is stored once: bringing it in again returns its number.
    """
    now = clock.now()
    with store.transaction() as books:
        number = books.problems.save(exchange.problem)
        if exchange.plan is None:
            return None
        fingerprint = f"exchange {problem_hash(exchange.problem)}"
        stored = books.plans.newest(fingerprint=fingerprint)
        if stored is not None and books.plans.load(stored.id) == exchange.plan:
            return stored.id
        plan_id = books.plans.add(exchange.plan, problem_hash=number, at=now, actor=actor, fingerprint=fingerprint)
        books.events.add(Event(at=now, actor=actor, what="exchange", subject=f"plan {plan_id}"))
    return plan_id


def rule_costs(breaches: Iterable[Breach]) -> tuple[RuleCost, ...]:
    """Return the cost per rule and level, in that order."""
    found: dict[tuple[Level, RuleId], list[int]] = defaultdict(list)
    for breach in breaches:
        found[breach.level, breach.rule].append(breach.cost)
    return tuple(
        RuleCost(rule=rule, level=level, cost=sum(costs), breaches=len(costs))
        for (level, rule), costs in sorted(found.items())
    )


def _with_bounds(judged: tuple[LevelValue, ...], plan: Plan) -> tuple[LevelValue, ...]:
    """Return the judged costs with the bounds that the search proved."""
    bounds = {value.level: value.bound for value in plan.levels}
    return tuple(LevelValue(level=value.level, cost=value.cost, bound=bounds.get(value.level)) for value in judged)


def _newest(books: Transaction) -> int:
    newest = books.plans.newest()
    return newest.id if newest is not None else 0
