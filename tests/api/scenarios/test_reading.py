"""What somebody supposes, read from one line of text."""

from datetime import date

import pytest

from api.scenarios.reading import more_flight, more_session, more_teams, own_value, parts, site_closes
from planner.domain.cases import Regime
from planner.domain.civil import at
from planner.domain.ids import EscortTeamId, FlightId, MissionId, PlaceId, RuleId
from planner.domain.scenario import OwnValue
from planner.domain.steps import StepRefusedError
from planner.domain.time import Interval
from planner.usecases.scenarios.supposing import MoreFlight, MoreSession, MoreTeams, SiteCloses

DAY = date(2026, 11, 24)


def test_more_teams_counts_after_the_star() -> None:
    assert more_teams("E-01*2") == MoreTeams(team=EscortTeamId("E-01"), count=2)
    assert more_teams("E-01") == MoreTeams(team=EscortTeamId("E-01"), count=1)


def test_moments_are_dutch_civil_time() -> None:
    closed = site_closes("AZC-TER", "24-11-2026 08:00", "24-11-2026 12:00")
    session = more_session("NG", "24-11-2026 09:00", "24-11-2026 11:00", "4")
    flight = more_flight("KL1", "24-11-2026 10:15")

    morning = Interval(at(DAY, 9), at(DAY, 11))
    assert closed == SiteCloses(place=PlaceId("AZC-TER"), interval=Interval(at(DAY, 8), at(DAY, 12)))
    assert session == MoreSession(mission=MissionId("NG"), interval=morning, quota=4)
    assert flight == MoreFlight(like=FlightId("KL1"), departs=at(DAY, 10, 15))


def test_a_norm_may_name_a_regime() -> None:
    assert own_value("R02 term=9") == OwnValue(rule=RuleId("R02"), key="term", value=9)
    held = OwnValue(rule=RuleId("R02"), key="term", value=9, regime=Regime.DETENTION)
    assert own_value(f"R02 term {Regime.DETENTION}=9") == held


@pytest.mark.parametrize("text", ["R02=9", "R02 term", "R02 term niets=9", "R02 term=-1", "R02 term=9.5"])
def test_a_norm_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(StepRefusedError):
        own_value(text)


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(StepRefusedError, match="eind"):
        site_closes("AZC-TER", "24-11-2026 12:00", "24-11-2026 08:00")


def test_parts_are_as_many_as_asked() -> None:
    assert parts("a; b;c", 3, "x") == ["a", "b", "c"]
    with pytest.raises(StepRefusedError, match="niet leesbaar"):
        parts("a;b", 3, "x")
