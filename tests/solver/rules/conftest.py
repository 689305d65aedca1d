"""Compares what each example makes a rule say with what was read and kept."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.solver.rules import said


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail an example whose rule says something else than what is kept in ``said/``."""
    said.all_heard()
    yield
    now, module = said.all_heard(), Path(item.path).stem
    if said.rewriting():
        said.record(module, item.name, now)
    else:
        assert now == said.recorded(module).get(item.name, [])
