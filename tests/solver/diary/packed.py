"""Problems as the compiled search of diaries gets them."""

from dataclasses import replace

from planner.domain.problem import Problem
from solver.candidates import Candidates
from solver.diary.making import make_diary
from solver.diary.packing import Packed
from solver.known import Known
from solver.occupancy import Occupancy
from solver.search import DIARY_KINDS


def packed(problem: Problem) -> Packed:
    """Return the problem, whose activities all belong in diaries, packed."""
    known = Known(problem)
    return Packed(make_diary(Candidates(known), problem.activities, Occupancy(known)))


def diaries_of(problem: Problem) -> Problem:
    """Return the problem with its conversations and meetings alone."""
    return replace(problem, activities=tuple(a for a in problem.activities if a.kind in DIARY_KINDS))


def packed_diaries(problem: Problem) -> Packed:
    """Return the conversations and meetings of a problem, packed."""
    return packed(diaries_of(problem))
