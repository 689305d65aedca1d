"""What keeps an activity from having any spot at all, word for word in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, BookedBy, MoveRole
from planner.domain.ids import MissionId, PlaceId
from planner.domain.missions import Accompanist
from planner.domain.plan import UnplannedCode
from planner.domain.time import Interval, Minute
from planner.domain.wording import Language, speaking
from solver.why.absent import absent, code_of
from solver.why.ground import Ground
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown
from tests.solver.small import conversation, meeting, presentation
from tests.solver.why.riding import free_move, riding
from tests.solver.why.talks import ELEVEN, NINE, question

BEYOND = Minute(w.HORIZON.end or 0)
NEXT_WEEK = Minute(w.SCOPE.end or 0)
NOBODYS = w.World().with_cases(ownerships=())


def said(world: w.World, activity: Activity) -> tuple[str, str, str, UnplannedCode] | None:
    """Return the rule, the words in both languages, and the kind of cause; None when nothing is said."""
    about = question(world, activity)
    found = absent(about, activity)
    with speaking(Language.ENGLISH):
        english = absent(about, activity)
    if found is None or english is None:
        return None
    assert (found.activity, found.resource, found.others) == (activity.key, None, ())
    return found.rule, found.because, english.because, code_of(about, activity)


@pytest.mark.parametrize(("begin", "code"), [(NEXT_WEEK, "P06"), (Minute(NEXT_WEEK + 60), "P06")])
def test_absent_is_what_may_only_be_in_a_later_week(begin: Minute, code: str) -> None:
    found = said(w.World(), conversation(w.A, window=Interval(begin, Minute(begin + 600))))
    assert found is not None
    assert (found[0], found[3]) == (code, UnplannedCode.LATER)
    assert found[1].endswith(", na deze planperiode")


def test_absent_says_from_when_something_may_be() -> None:
    activity = conversation(w.A, window=Interval(NEXT_WEEK, Minute(NEXT_WEEK + 600)))
    assert said(w.World(), activity) == (
        "P06",
        "mag pas vanaf ma 30 nov 00:00, na deze planperiode",
        "is only allowed from Mon 30 Nov 00:00, after this period",
        UnplannedCode.LATER,
    )


def test_absent_is_what_has_nobody_to_perform_it() -> None:
    activity = conversation(w.A, window=Interval(NINE, ELEVEN))
    assert said(NOBODYS, activity) == (
        "P07",
        "A heeft in het tijdvenster geen regievoerder of verblijfplaats",
        "A has no regievoerder or place to stay in the time window",
        UnplannedCode.NO_OPTION,
    )
    nameless = replace(meeting(w.R1, NINE), performer=None)
    found = said(w.World(), nameless)
    assert found is not None
    assert found[:2] == ("P07", "overleg-R1-1 heeft in het tijdvenster geen regievoerder of verblijfplaats")


def test_absent_is_a_moment_that_leaves_no_start() -> None:
    short = conversation(w.A, window=Interval(NINE, w.clock(9, 30)))
    assert said(w.World(), short) == (
        "P06",
        "geen enkel moment in ma 23 nov 00:00 - ma 30 nov 00:00 om te beginnen",
        "no moment at all in Mon 23 Nov 00:00 - Mon 30 Nov 00:00 to begin",
        UnplannedCode.NO_OPTION,
    )
    found = said(replace(w.World(), scope=Interval(w.SCOPE.start)), short)
    assert found is not None
    assert found[1] == "geen enkel moment in ma 23 nov 00:00-09:30 om te beginnen"


def test_absent_is_a_flight_to_the_country_inside_the_window() -> None:
    window = Interval(w.clock(13), w.clock(15))
    assert said(w.World(), departure(w.C, window=window)) == (
        "P19",
        "geen vlucht naar XX binnen het tijdvenster ma 23 nov 13:00-15:00",
        "no flight to XX inside the time window Mon 23 Nov 13:00-15:00",
        UnplannedCode.NO_OPTION,
    )
    assert said(w.World(), departure(w.C, window=Interval(w.clock(12), w.clock(15)))) is None
    assert said(w.World(), departure(w.C, window=Interval(w.clock(9), w.clock(12)))) is not None
    later = departure(w.C, window=Interval(BEYOND, Minute(BEYOND + 600)))
    found = said(w.World(), later)
    assert found is not None
    assert (found[0], found[3]) == ("P06", UnplannedCode.LATER)


def test_absent_outside_of_the_period_is_no_flight() -> None:
    window = Interval(w.clock(9), w.clock(15))
    world = replace(w.World(), horizon=Interval(w.clock(16), BEYOND))
    assert [row and row[0] for row in (said(world, departure(w.C, window=window)),)] == ["P19"]
    world = replace(w.World(), horizon=Interval(w.clock(13), BEYOND))
    assert [row and row[0] for row in (said(world, departure(w.C, window=window)),)] == ["P19"]


def test_absent_is_a_departure_that_others_book_without_a_day() -> None:
    booked = departure(w.C, booked_by=BookedBy.IOM, window=Interval(w.clock(9), w.clock(15)))
    found = said(w.World(), booked)
    assert found is not None
    assert found[:2] == ("P06", "geen enkel moment in ma 23 nov 00:00 - ma 21 dec 00:00 om te beginnen")


def test_absent_is_a_session_of_the_mission() -> None:
    unknown = presentation(w.A)
    unknown = replace(unknown, detail=replace(unknown.presentation, mission=MissionId("N")))
    assert said(w.World(), unknown) == (
        "P16a",
        "N heeft geen zitting in ma 23 nov 00:00 - ma 21 dec 00:00",
        "N has no session in Mon 23 Nov 00:00 - Mon 21 Dec 00:00",
        UnplannedCode.NO_OPTION,
    )
    found = said(w.World().with_resources(sessions=()), presentation(w.A))
    assert found is not None
    assert found[:2] == ("P16a", "ambassade X heeft geen zitting in ma 23 nov 00:00 - ma 21 dec 00:00")
    narrow = replace(presentation(w.A), window=Interval(NINE, ELEVEN))
    found = said(w.World().with_resources(sessions=()), narrow)
    assert found is not None
    assert found[1] == "ambassade X heeft geen zitting in ma 23 nov 00:00 - ma 21 dec 00:00"
    later = replace(w.World(), horizon=Interval(w.clock(12), BEYOND)).with_resources(
        sessions=w.default_resources().sessions[:1]
    )
    assert [row and row[0] for row in (said(later, presentation(w.A)),)] == ["P16a"]
    open_ended = replace(w.World(), horizon=Interval(w.clock(0))).with_resources(sessions=())
    found = said(open_ended, presentation(w.A))
    assert found is not None
    assert found[1] == "ambassade X heeft geen zitting in ma 23 nov 00:00 - ma 21 dec 00:00"


def test_absent_is_who_accompanies_a_presentation() -> None:
    assert said(w.World(), presentation(w.A)) is None
    assert said(NOBODYS, presentation(w.A)) == (
        "P07",
        "A heeft in het tijdvenster geen regievoerder of verblijfplaats",
        "A has no regievoerder or place to stay in the time window",
        UnplannedCode.NO_OPTION,
    )
    nobody = replace(presentation(w.A), cases=())
    found = said(w.World(), nobody)
    assert found is not None
    assert found[1] == "A/presentatie/1 heeft in het tijdvenster geen regievoerder of verblijfplaats"


def test_absent_is_an_officer_who_hears() -> None:
    missions = (replace(w.default_resources().missions[0], accompanied_by=Accompanist.LP_OFFICER),)
    world = w.World().with_resources(missions=missions)
    assert said(world, presentation(w.A)) == (
        "P07",
        "deze vertegenwoordiging ontvangt met een LP-medewerker, en er is er geen",
        "this mission receives with an LP officer, and there is none",
        UnplannedCode.NO_OPTION,
    )
    officer = replace(w.regievoerder(w.R1), lp_officer=True)
    assert said(world.with_resources(regievoerders=(officer,)), presentation(w.A)) is None


def test_absent_of_a_move_is_a_road_or_a_later_week() -> None:
    activity = free_move("rit", NINE, ELEVEN)
    nowhere = PlaceId("nergens")
    about = riding(activity)
    assert (absent(about, activity), code_of(about, activity)) == (None, UnplannedCode.LATER)
    for lost in (
        replace(activity, place=nowhere),
        replace(activity, detail=replace(activity.move, destination=nowhere)),
    ):
        found = absent(about, lost)
        assert found is not None
        assert (found.rule, found.because) == ("P18", "van nergens zijn geen reistijden bekend")
        assert code_of(about, lost) is UnplannedCode.FACT
    waits = free_move("rit", NINE, w.clock(9, 0, date(2026, 12, 1)))
    about = riding(waits)
    found = absent(about, waits)
    assert found is not None
    assert (found.rule, found.because) == ("P06", "ophalen kan tot di 1 dec: na de periode die nu gepland wordt")


def test_absent_of_a_move_to_what_is_planned_is_about_that() -> None:
    leaves = departure(w.A)
    activity = free_move("rit", w.clock(0), w.clock(23), role=MoveRole.TO_DEPARTURE, serves=leaves.key)
    activity = replace(activity, window=w.HORIZON, detail=replace(activity.move, pickup=None, delivery=None))
    world = w.World(activities=(leaves, activity))
    assert absent(riding(activity, [flown(world, leaves)], [leaves]), activity) is None
    assert absent(riding(activity, [], [leaves]), activity) is None
    far = replace(w.World(), scope=Interval(w.clock(0), w.clock(5)), activities=(leaves, activity))
    about = Ground(far.problem(), w.plan_of((leaves, activity), [flown(world, leaves)]))
    found = absent(about, activity)
    assert found is not None
    assert found.because == "ophalen kan tot ma 23 nov: na de periode die nu gepland wordt"
