"""A sample week as the product itself cuts it from the books, and solved. Not allowed here: measuring."""

import sys
import tempfile
from pathlib import Path

from benchmarks.day_problem import WEEK
from maps.travel import FittedGreatCircle
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.ports.search import Progress
from planner.sample.generate import generate
from planner.sample.sizes import SampleSize
from planner.store import open_store
from planner.usecases.planning.cut_problem import CutRequest, cut_problem
from planner.usecases.planning.exchange import make_exchange, read_exchange, write_exchange
from solver.judge import RulebookJudge
from solver.search import StagedSearch


def week_problem(size: SampleSize, seed: int, regievoerders: int | None = None) -> Problem:
    """Return the week of a sample as a problem, by way of the books; with so many regievoerders where asked for."""
    sample = generate(size, seed=seed, week=WEEK, regievoerders=regievoerders)
    with tempfile.TemporaryDirectory(prefix="vertrekplanner-week-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'books.sqlite'}")
        with store.transaction() as books:
            books.facts.record(sample.facts, source="sample", at=sample.as_of)
            cut = cut_problem(books, FittedGreatCircle(), CutRequest(first=WEEK, as_of=sample.as_of))
        store.close()
    return cut.problem


def solved_week(size: SampleSize, seed: int, seconds: float, kept: Path | None) -> tuple[Problem, Plan]:
    """Return the week with a plan: from the file if it is there, else solved and kept in the file that is named."""
    if kept is not None and kept.exists():
        exchange = read_exchange(kept.read_bytes())
        if exchange.plan is None:
            sys.exit(f"{kept} holds no plan\nName a file that this benchmark wrote, or one that is not there yet.")
        return exchange.problem, exchange.plan
    problem = week_problem(size, seed)
    plan = StagedSearch().solve(problem, seconds=seconds, seed=1, report=_told, stopped=lambda: False)
    if kept is not None:
        kept.write_bytes(write_exchange(make_exchange(problem, plan, RulebookJudge())))
    return problem, plan


def _told(progress: Progress) -> None:
    """Say nothing: only the plan counts here."""
