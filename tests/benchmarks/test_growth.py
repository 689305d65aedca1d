"""A week of any number of regievoerders, and the page drawn from the figures of a few."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks.growth import main, read
from benchmarks.growth_page import Grown
from planner.codec.canonical import to_bytes
from planner.domain.civil import IsoWeek
from planner.domain.people import Regievoerder
from planner.sample.generate import generate
from planner.sample.sizes import SampleSize, scale_for, scale_of

WEEK = IsoWeek(2026, 48)
LEVELS = ("HARD", "LEGAL", "REALISED", "TIMELY", "STABLE", "EFFICIENT")


def _grown(regievoerders: int, timely: float | None) -> Grown:
    return Grown(
        regievoerders=regievoerders,
        activities=1234,
        planned=1200,
        asked_seconds=60.0,
        seconds=60.5,
        first_seconds=3.0,
        processor_seconds=40.0,
        first_processor_seconds=2.5,
        stages={"toewijzing": 1.5, "vervoer": 12.0},
        cost=dict.fromkeys(LEVELS, 10),
        bound=dict.fromkeys(LEVELS, 9),
        gap_percent={**dict.fromkeys(LEVELS, 10.0), "TIMELY": timely},
        megabytes=512,
        valid=True,
        load=1.0,
        measured="2026-11-23",
    )


@pytest.mark.parametrize("size", [SampleSize.NATIONAL, SampleSize.EUROPE])
def test_scale_for_the_regievoerders_of_a_size_is_that_size(size: SampleSize) -> None:
    assert scale_for(scale_of(size).regievoerders) == scale_of(size)


@pytest.mark.parametrize("regievoerders", [10, 25])
def test_generate_makes_a_week_of_so_many_regievoerders(regievoerders: int) -> None:
    sample = generate(SampleSize.NATIONAL, seed=1, week=WEEK, regievoerders=regievoerders)

    people = [fact for fact in sample.facts if isinstance(fact, Regievoerder) and not fact.lp_officer]
    assert len(people) == regievoerders
    again = generate(SampleSize.NATIONAL, seed=1, week=WEEK, regievoerders=regievoerders)
    assert to_bytes(again.facts) == to_bytes(sample.facts)
    assert Counter(type(fact).__name__ for fact in sample.facts)["Activity"] > 10 * regievoerders


def test_the_page_and_the_chart_tell_what_stands_in_the_file(tmp_path: Path) -> None:
    rows = [_grown(10, 1.5), _grown(250, None)]
    (tmp_path / "groei.json").write_bytes(to_bytes([asdict(row) for row in rows]))

    main(["--draw", "--out", str(tmp_path)])

    assert read(tmp_path / "groei.json") == rows
    page = (tmp_path / "GROEI.md").read_text()
    assert "| 250 | 1.234 | 1.200 | 60 | 60,5 | 40 | 2,5 | 512 | 1 | 2026-11-23 |" in page
    assert "| 10 | 10 (10 %) | 10 (10 %) | 10 (1,5 %) | 10 (10 %) | 10 (10 %) |" in page
    assert "10 (?)" in page
    drawn = ET.fromstring((tmp_path / "groei.svg").read_text())  # noqa: S314 - our own drawing
    words = "".join(drawn.itertext())
    assert drawn.get("role") == "img"
    assert "250 regievoerders" in words
    assert "L3" in words
