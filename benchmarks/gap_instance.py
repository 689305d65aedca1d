"""The text format of generalised assignment instances: reading, saying as an allotment, checking a choice.

The check knows nothing of the search. Nothing is searched here.
"""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from solver.allotment.problem import Allotment, Ints, Way, allotment


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """Jobs to be given to agents: cost and weight by agent and job, and the capacity of each agent."""

    name: str
    cost: tuple[tuple[int, ...], ...]
    weight: tuple[tuple[int, ...], ...]
    capacity: tuple[int, ...]

    @property
    def jobs(self) -> int:
        """How many jobs there are."""
        return len(self.cost[0])


def read_instance(path: Path) -> Instance:
    """Return the instance in a file, packed or not."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    numbers = [int(word) for word in text.split()]
    agents, jobs = numbers[:2]
    rows = [tuple(numbers[2 + k * jobs : 2 + (k + 1) * jobs]) for k in range(2 * agents)]
    return Instance(
        name=path.name.split(".")[0],
        cost=tuple(rows[:agents]),
        weight=tuple(rows[agents:]),
        capacity=tuple(numbers[2 + 2 * agents * jobs :]),
    )


def as_allotment(instance: Instance) -> Allotment:
    """Say an instance as the product's own problem: a job is a case, an agent a regievoerder with a load cap."""
    agents = range(len(instance.capacity))
    groups = [
        [Way(agent, instance.cost[agent][job], ((agent, instance.weight[agent][job]),)) for agent in agents]
        for job in range(instance.jobs)
    ]
    left_over = 1 + sum(max(costs) for costs in zip(*instance.cost, strict=True))
    return allotment(groups, [left_over] * instance.jobs, [(room, 0) for room in instance.capacity])


def agents_of(problem: Allotment, chosen: Ints) -> list[int]:
    """Return the agent of each job, -1 for a job that nobody has."""
    return [int(problem.taker[option]) if option >= 0 else -1 for option in chosen.tolist()]


def check(instance: Instance, agent_of: Sequence[int]) -> tuple[int, list[str]]:
    """Return the cost of a choice, and what is wrong with it."""
    agents = range(len(instance.capacity))
    wrong = [f"job {job} is with no agent" for job, agent in enumerate(agent_of) if agent not in agents]
    if len(agent_of) != instance.jobs:
        wrong.append(f"{len(agent_of)} jobs instead of {instance.jobs}")
    if wrong:
        return 0, wrong
    for agent in agents:
        load = sum(instance.weight[agent][job] for job, who in enumerate(agent_of) if who == agent)
        if load > instance.capacity[agent]:
            wrong.append(f"agent {agent} carries {load}, at most {instance.capacity[agent]}")
    return sum(instance.cost[agent][job] for job, agent in enumerate(agent_of)), wrong
