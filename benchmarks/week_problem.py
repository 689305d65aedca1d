"""A sample week as the product itself cuts it from the books. Not allowed here: measuring."""

import tempfile
from pathlib import Path

from benchmarks.day_problem import WEEK
from maps.travel import FittedGreatCircle
from planner.domain.problem import Problem
from planner.sample.generate import generate
from planner.sample.sizes import SampleSize
from planner.store import open_store
from planner.usecases.planning.cut_problem import CutRequest, cut_problem


def week_problem(size: SampleSize, seed: int) -> Problem:
    """Return the week of a sample as a problem, by way of the books."""
    sample = generate(size, seed=seed, week=WEEK)
    with tempfile.TemporaryDirectory(prefix="vertrekplanner-week-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'books.sqlite'}")
        with store.transaction() as books:
            books.facts.record(sample.facts, source="sample", at=sample.as_of)
            cut = cut_problem(books, FittedGreatCircle(), CutRequest(first=WEEK, as_of=sample.as_of))
        store.close()
    return cut.problem
