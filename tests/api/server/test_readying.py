"""Making ready: every part, also after one that fails."""

import logging

import pytest
from fastapi import FastAPI

from api.server.readying import made_ready, ready


def test_every_part_is_made_ready_also_after_one_that_fails(caplog: pytest.LogCaptureFixture) -> None:
    app, made = FastAPI(), []

    def fails() -> None:
        raise RuntimeError("Z-26-00001")

    made_ready(app, lambda: made.append("a"), fails)
    made_ready(app, lambda: made.append("b"))

    with caplog.at_level(logging.WARNING):
        ready(app)

    assert made == ["a", "b"]
    assert [record.getMessage() for record in caplog.records] == ["not made ready: RuntimeError"]


def test_an_application_that_names_nothing_is_ready() -> None:
    app = FastAPI()

    ready(app)

    assert len(app.routes) == len(FastAPI().routes)
