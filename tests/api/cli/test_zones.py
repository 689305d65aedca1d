"""``zones``: the borders by norm, in words and for scripts."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from tests.planner.usecases.editing.booked_week import booked


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Give the address of a store with a draft of which nothing was published."""
    url = f"sqlite:///{tmp_path / 'plan.sqlite'}"
    booked(url).store.close()
    return url


def test_the_borders_are_told(database: str) -> None:
    found = CliRunner().invoke(app, ["zones", "--database", database])

    said = found.stdout
    assert found.exit_code == 0
    assert [hours for hours in ("36 uur", "24 uur", "48 uur", "12 uur") if hours not in said] == []
    assert "Deze week uit de bevroren zone: 0 afspraken" in said


def test_scripts_get_them_as_data(database: str) -> None:
    found = CliRunner().invoke(app, ["zones", "--database", database, "--json"])

    data = json.loads(found.stdout)
    assert {one["soort"]: one["uren"] for one in data["grenzen"]}["vertrek"] == 36
    assert data["verplaatst"] == []
