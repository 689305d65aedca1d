"""Travel documents against the journey that is planned."""

from datetime import date, timedelta

import pytest

from planner.domain.cases import (
    DocumentState,
    TravelDocument,
)
from planner.domain.civil import day_start
from planner.domain.flights import CountryRule
from planner.domain.time import Interval
from tests.planner.usecases.casework import (
    CASE,
    DAY,
    lists,
    tell,
    view,
)
from tests.planner.usecases.world import (
    MOROCCO,
    Desk,
)


def granted(last: date) -> TravelDocument:
    valid = Interval(day_start(date(2026, 11, 1)), day_start(last + timedelta(days=1)))
    return TravelDocument(case=CASE, kind="laissez-passer", state=DocumentState.GRANTED, valid=valid)


@pytest.mark.parametrize(
    ("document", "rule", "warnings"),
    [
        (granted(date(2026, 12, 15)), CountryRule(country=MOROCCO, lp_validity_days=30), ()),
        (
            granted(date(2026, 11, 28)),
            CountryRule(country=MOROCCO, lp_validity_days=30),
            (
                (
                    "laissez-passer verloopt op 28-11-2026, voor het einde van de reis van 29-11-2026"
                    " (P22: geldig tijdens de hele reis; landenregel MA: 30 dagen)"
                ),
            ),
        ),
        (
            TravelDocument(case=CASE, kind="laissez-passer", state=DocumentState.PROMISED),
            CountryRule(country=MOROCCO, lp_validity_days=14, lp_after_flight=True),
            (),
        ),
        (
            TravelDocument(case=CASE, kind="laissez-passer", state=DocumentState.PROMISED),
            CountryRule(country=MOROCCO, lp_validity_days=2, lp_after_flight=True),
            (
                (
                    "laissez-passer, nu gemaakt, geldt tot en met 27-11-2026, het vertrek is op 29-11-2026"
                    " (P22: geldig tijdens de hele reis; landenregel MA: 2 dagen, na vluchtgegevens)"
                ),
            ),
        ),
        (
            TravelDocument(case=CASE, kind="laissez-passer", state=DocumentState.REFUSED),
            CountryRule(country=MOROCCO),
            ("laissez-passer is geweigerd, het vertrek staat op 29-11-2026",),
        ),
    ],
)
def test_a_document_is_held_against_the_planned_journey(
    desk: Desk, document: TravelDocument, rule: CountryRule, warnings: tuple[str, ...]
) -> None:
    desk.solve()
    desk.publish("one")
    tell(desk, document, rule)

    seen = view(desk).documents[0]

    assert seen.warnings == warnings
    assert [one.case for one in lists(desk).documents] == ([CASE] if warnings or seen.expires else [])


def test_a_promised_document_that_comes_after_the_flight_is_told(desk: Desk) -> None:
    desk.solve()
    desk.publish("one")
    desk.wait(7 * DAY)
    tell(desk, TravelDocument(case=CASE, kind="laissez-passer", state=DocumentState.PROMISED))

    assert view(desk).documents[0].warnings == (
        (
            "laissez-passer is er na de vluchtgegevens pas op 03-12-2026, het vertrek is op 29-11-2026"
            " (P22: geldig tijdens de hele reis)"
        ),
    )
