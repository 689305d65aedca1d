"""Compares what each example makes a rule say with what was read and kept (``rules/said``)."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.solver.rules import said

ELSEWHERE = frozenset({"test_fallbacks", "test_standby"})
"""Examples of rules that stand with the search they are about."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail an example whose rule says something else than what is kept."""
    said.all_heard()
    yield
    now, path = said.all_heard(), Path(item.path)
    if path.parent.name != "rules" and path.stem not in ELSEWHERE:
        return
    if said.rewriting():
        said.record(path.stem, item.name, now)
    else:
        assert now == said.recorded(path.stem).get(item.name, [])
