"""Runs tests that pytest collected in forks: each once to learn what it does, then those near a fault to find it."""

import contextlib
import gc
import json
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from mutmut.mutation import trampoline

from tools.mutation.drawing import CONTROL, Learned, Order, with_controls
from tools.mutation.forks import ENDED, side_by_side

WRITTEN_EVERY = 20
KILLED, TIMED_OUT = "killed", "timed out"
"""The fates of faults that a test found: it failed, or it went on and on."""


@dataclass(slots=True, kw_only=True)
class Runner:
    """Runs the tests that pytest collected, in forks, and tries faults with them."""

    faults: Sequence[str]
    workers: int
    budget: float
    written: Callable[[Mapping[str, str]], None]
    fates: dict[str, str] = field(default_factory=dict)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn what each test does, then try the faults; takes the place of pytest's own loop."""
        if session.testsfailed:
            pytest.exit("Not all tests could be collected.\nRun them with pytest first.", returncode=1)
        tests = {item.nodeid: item for item in session.items}
        _prepare(session.items)
        order = Order(learned=self._learn(session, tests), budget=self.budget)
        with contextlib.suppress(KeyboardInterrupt):
            self._try_all(session, tests, order)
        self.written(self.fates)
        return True

    def _learn(self, session: pytest.Session, tests: Mapping[str, pytest.Item]) -> dict[str, Learned]:
        """Run each test without a fault; stop with its name when it fails."""
        came_near: set[str] = set()

        def record(name: str, caller: str | None = None) -> None:
            del caller
            came_near.add(name)

        def run(test: str) -> str:
            vars(trampoline)["record_trampoline_hit"] = record
            trampoline.set_mutant_under_test("stats")
            before = time.process_time()
            found = _fails(session, tests[test])
            return json.dumps([found, time.process_time() - before, sorted(came_near)])

        learned: dict[str, Learned] = {}
        failing: list[str] = []
        for test, said in side_by_side(tests, run, self.workers):
            failed, seconds, functions = (True, 0, []) if said.startswith(ENDED) else json.loads(said)
            learned[test] = Learned(seconds=seconds, functions=frozenset(functions))
            failing += [test] * failed
            _tell(f"learning: {len(learned)} of {len(tests)} tests")
        if failing:
            pytest.exit(
                "\n".join([*failing, "These fail without any fault.\nRun them with pytest first."]), returncode=1
            )
        return learned

    def _try_all(self, session: pytest.Session, tests: Mapping[str, pytest.Item], order: Order) -> None:
        """Try the faults in forks, and remember what became of each."""

        def attempt(job: str) -> str:
            near = order.of(job.removeprefix(CONTROL))
            trampoline.set_mutant_under_test("" if job.startswith(CONTROL) else job)
            for test in near:
                signal.setitimer(signal.ITIMER_PROF, 5 + 10 * order.learned[test].seconds)
                if _fails(session, tests[test]):
                    return f"{KILLED} {test}"
            return "survived" if near else "untested"

        began = time.monotonic()
        for job, said in side_by_side(with_controls(self.faults), attempt, self.workers):
            if not job.startswith(CONTROL):
                self._note(job, said, order)
                _tell(f"{self._told()}, {(time.monotonic() - began) / len(self.fates):.1f} s each")
            elif not said.startswith(("survived", "untested")):
                pytest.exit(f"{job}: {said}\nA test fails after others; make it independent of them.", returncode=1)

    def _note(self, fault: str, said: str, order: Order) -> None:
        """Remember what became of a fault, and the test that found it."""
        fate, _, detail = said.partition(" ")
        self.fates[fault] = ended(detail) if fate == ENDED else fate
        if fate == KILLED:
            order.note(fault, detail)
        if len(self.fates) % WRITTEN_EVERY == 0:
            self.written(self.fates)

    def _told(self) -> str:
        """Return in words how far the run is."""
        missed = sum(fate not in (KILLED, TIMED_OUT) for fate in self.fates.values())
        return f"tried: {len(self.fates)} of {len(self.faults)}, not found: {missed}"


def _prepare(items: Sequence[pytest.Item]) -> None:
    """Let modules of tests do what all forks share, in ``before_forks``; then leave no rubbish for forks to collect."""
    modules = {item.module.__name__: item.module for item in items if isinstance(item, pytest.Function)}
    for module in modules.values():
        shared: Callable[[], None] | None = vars(module).get("before_forks")
        if shared is not None:
            shared()
    gc.collect()
    gc.freeze()


def _fails(session: pytest.Session, item: pytest.Item) -> bool:
    """Run a test, and return whether it failed."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    return bool(session.testsfailed)


def ended(code: str) -> str:
    """Return what became of a fault whose fork was ended by a signal, or by itself.

    A test that takes ten times the processor time it takes without the fault, and five seconds more, has found it. That
    is no time on the clock: a busy machine makes no difference.
    """
    return TIMED_OUT if code == str(-signal.SIGPROF) else f"ended by {code}"


def _tell(line: str) -> None:
    """Show how far the run is, on one line of the terminal."""
    print(f"\r{line}", end="", flush=True)
