"""Solves as JSON.

Not allowed here: doing anything.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.cli.words import LEVELS, STAGES
from api.runs.jobs import Job
from planner.domain.plan import LevelValue
from planner.ports.search import Progress
from solver.said_again import said_again


class Shape(BaseModel):
    """Anything sent or received; what is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SolveAsked(Shape):
    """What to solve, and for how long."""

    week: Annotated[str, Field(pattern=r"^\d{4}-W\d{2}$", examples=["2026-W48"])]
    weeks: Annotated[int, Field(ge=1, le=8)] = 1
    seconds: Annotated[int, Field(ge=1, le=3600)] = 60
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    again: bool = False


class LevelShown(Shape):
    """A level: what was reached, and what no plan can beat (none: not proven)."""

    level: int
    name: str
    cost: int
    bound: int | None
    gap_percent: float | None


class ProgressShown(Shape):
    """How far a solve is."""

    stage: str
    fraction: float
    planned: int
    total: int
    seconds: float
    levels: list[LevelShown]


class StageShown(Shape):
    """A stage of the search, and how many seconds it took so far."""

    name: str
    seconds: float


class SolveShown(Shape):
    """A solve as it stands; of its stages the last is the one that goes on, until it ended."""

    id: str
    state: Annotated[str, Field(examples=["bezig"])]
    version: int
    week: str
    weeks: int
    seconds: int
    seed: int
    actor: str
    began: int | None = None
    progress: ProgressShown | None = None
    stages: list[StageShown] = []
    plan: int | None = None
    reused: bool
    note: str


class SolvesShown(Shape):
    """The solves of this server, newest first."""

    solves: list[SolveShown]
    next: str | None = None


def shown(job: Job, names: Mapping[str, str]) -> SolveShown:
    """Return a job as it is sent; ``names`` is what people and programs are called."""
    return SolveShown(
        id=job.id,
        state=job.state.value,
        version=job.version,
        week=str(job.request.cut.first),
        weeks=job.request.cut.weeks,
        seconds=int(job.request.seconds),
        seed=job.request.seed,
        actor=names.get(job.request.actor, ""),
        began=job.began,
        progress=None if job.progress is None else progress_shown(job.progress),
        stages=[StageShown(name=stage_word(name), seconds=round(seconds, 1)) for name, seconds in job.stages],
        plan=job.plan_id,
        reused=job.reused,
        note="\n".join(map(said_again, job.note.splitlines())),
    )


def progress_shown(progress: Progress) -> ProgressShown:
    """Return progress as it is sent."""
    return ProgressShown(
        stage=stage_word(progress.stage),
        fraction=round(progress.fraction, 3),
        planned=progress.planned,
        total=progress.total,
        seconds=round(progress.seconds, 1),
        levels=[level_shown(value) for value in progress.levels],
    )


def stage_word(name: str) -> str:
    """Return what a stage is called; a name that is told once only, as it is."""
    return str(STAGES.get(name, name))


def level_shown(value: LevelValue) -> LevelShown:
    """Return a level as it is sent; the gap is the difference in percent of the cost."""
    gap = None if value.bound is None else round(100 * (value.cost - value.bound) / max(1, value.cost), 1)
    return LevelShown(
        level=int(value.level), name=str(LEVELS[value.level]), cost=value.cost, bound=value.bound, gap_percent=gap
    )
