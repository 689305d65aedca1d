"""Which faults are tried, and in which order tests are run for each; nothing is run here."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

CONTROL = "without: "
"""Stands before a fault that is tried without being switched on, and may then not be found."""
CONTROL_EVERY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What a test did when no fault was on: the processor time it took, and the functions with faults it came near."""

    seconds: float
    functions: frozenset[str]


@dataclass(slots=True, kw_only=True)
class Order:
    """Which tests a fault is tried with, and in which order; learns from the tests that found others."""

    learned: Mapping[str, Learned]
    budget: float
    found: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def of(self, fault: str) -> list[str]:
        """Return the tests that come near a fault: quickest first, sooner when they found others, within the budget."""
        near = [test for test, known in self.learned.items() if function(fault) in known.functions]
        inside, beside = self.found[function(fault)], self.found[module(fault)]
        near.sort(key=lambda test: (self.learned[test].seconds + 0.01) / (1 + 5 * inside[test] + beside[test]))
        left, kept = self.budget, list[str]()
        for test in near:
            left -= self.learned[test].seconds
            if left >= 0 or not kept:
                kept.append(test)
        return kept

    def note(self, fault: str, test: str) -> None:
        """Remember which test found a fault."""
        self.found[function(fault)][test] += 1
        self.found[module(fault)][test] += 1


def function(fault: str) -> str:
    """Return the function that a fault was planted in."""
    return fault.rpartition("__mutmut_")[0]


def module(fault: str) -> str:
    """Return the module that a fault was planted in."""
    return fault.rpartition(".")[0]


def part(fault: str) -> str:
    """Return whether a fault stands in the explanations or in the rules."""
    return "why" if fault.startswith("solver.why.") else "rules"


def draw(faults: Iterable[str], number: int | None, seed: int) -> list[str]:
    """Return so many faults, or all, in the order of the draw: each part has its share, and each fault the same chance.

    They come mixed, so that a run that is ended halfway has tried a fair sample too.
    """
    chance, parts = random.Random(seed), defaultdict[str, list[str]](list)
    for fault in sorted(faults):
        parts[part(fault)].append(fault)
    total = sum(map(len, parts.values()))
    share = 1.0 if number is None or number >= total else number / total
    drawn = [fault for _, group in sorted(parts.items()) for fault in chance.sample(group, round(share * len(group)))]
    chance.shuffle(drawn)
    return drawn


def with_controls(faults: Sequence[str]) -> Iterator[str]:
    """Yield the faults, and now and then one that is not to be switched on."""
    for number, fault in enumerate(faults):
        if number % CONTROL_EVERY == 0:
            yield CONTROL + fault
        yield fault
