"""Works the bounds of a plan out again: ``python -m benchmarks verify_bound FILE...`` with exchange files.

From the problem and the prices in its certificates alone, in whole numbers: no plan, no search and no linear programme
is looked at. What departures and presentations cost together is proven anew (``solver/proof/whole_choices``). What each
activity can come to is asked of the rulebook; then for every item the cheapest column is taken at the stated prices; of
travel the cheapest week of each regievoerder (``solver/proof/diary_weeks``). Moves that no vehicle can make are looked
for anew. Ends with 1 when a bound does not follow, or is not what the file says.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.domain.bounds import Certificate
from planner.domain.levels import Level
from planner.domain.plan import LevelValue
from planner.usecases.planning.exchange import Exchange, read_exchange
from solver.proof.diary_ledger import DiaryLedger
from solver.proof.items import heard_of, ledger_of_heard
from solver.proof.ledger import Ledger
from solver.proof.moves import cost_of, hopeless_moves


def main(arguments: Sequence[str]) -> None:
    """Verify every file; exit with 1 when anything is wrong."""
    wrong = 0
    for name in arguments:
        for text, right in verify(read_exchange(Path(name).read_bytes())):
            print(f"{name}: {text}{'' if right else '  WRONG'}", flush=True)
            wrong += not right
    if wrong or not arguments:
        sys.exit(1)


def verify(exchange: Exchange) -> Iterator[tuple[str, bool]]:
    """Yield what was found of each bound of a file, and whether it is right."""
    heard = heard_of(exchange.problem)
    ledger, weeks = ledger_of_heard(heard), DiaryLedger(heard)
    moves = cost_of(exchange.problem, hopeless_moves(exchange.problem))
    certificates = {one.level: one for one in exchange.plan.certificates} if exchange.plan else {}
    apart = {level: one.apart for level, one in certificates.items()}
    least = {value.level: value.cost - apart.get(value.level, 0) for value in exchange.levels}
    for value in exchange.levels:
        if value.bound is not None:
            of_level = weeks if value.level is Level.EFFICIENT else ledger
            words, right = _verified(of_level, value, certificates.get(value.level), least)
            yield words, right and apart.get(value.level, 0) <= moves.get(value.level, 0)


def _verified(
    ledger: Ledger | DiaryLedger, value: LevelValue, certificate: Certificate | None, least: dict[Level, int]
) -> tuple[str, bool]:
    """Return words about one bound, and whether it follows from its certificate.

    A level may be held no lower than it is reached in the plan: ``least``, without what moves cost in every plan.
    """
    name = f"{value.level.name}: bound {value.bound} of cost {value.cost}"
    if value.level is Level.HARD:
        return f"{name}, no cost is below 0", value.bound == 0
    if certificate is None:
        return f"{name}, without a certificate", False
    found = max(0, ledger.bound(certificate))
    held = all(item.level < value.level and item.reached >= least[item.level] for item in certificate.held)
    words = f"{name}, worked out {found} from {len(certificate.prices)} prices, {len(certificate.held)} levels held"
    words += f" and {certificate.apart} for moves" if certificate.apart else ""
    return words, found == value.bound and found <= value.cost and held
