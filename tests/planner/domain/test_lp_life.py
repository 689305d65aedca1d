"""The life of a travel document: order of dates and states, expiry, and the days on which it serves."""

from datetime import date

import pytest

from planner.domain.cases import DocumentState, TravelDocument
from planner.domain.civil import day_start
from planner.domain.flights import CountryRule
from planner.domain.ids import CaseId, CountryCode
from planner.domain.lp_life import expires, flying_days, wrong_document, wrong_step
from planner.domain.terms import WorkCalendar
from planner.domain.time import Interval

TODAY = date(2026, 11, 19)
"""A Thursday."""
STATES = tuple(DocumentState)


def document(state: DocumentState, **fields: object) -> TravelDocument:
    """Return an LP in a state."""
    return TravelDocument(case=CaseId("Z1"), kind="laissez-passer", state=state, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "following"),
    [
        (DocumentState.ORDERED, "aangevraagd geweigerd"),
        (DocumentState.APPLIED, "gepresenteerd verstrekt toegezegd geweigerd"),
        (DocumentState.PRESENTED, "verstrekt toegezegd geweigerd"),
        (DocumentState.PROMISED, "verstrekt geweigerd"),
        (DocumentState.GRANTED, "besteld aangevraagd"),
        (DocumentState.REFUSED, "besteld aangevraagd"),
    ],
)
def test_only_these_states_may_follow(before: DocumentState, following: str) -> None:
    allowed = {
        state.value for state in STATES if state is not before and not wrong_step(document(before), document(state))
    }

    assert allowed == set(following.split())


def test_any_state_may_be_the_first_that_is_heard_of() -> None:
    assert [wrong_step(None, document(state)) for state in STATES] == [None] * len(STATES)


def test_a_step_that_cannot_be_says_what_can() -> None:
    wrong = wrong_step(document(DocumentState.ORDERED), document(DocumentState.GRANTED))

    assert wrong is not None
    assert wrong.problem == "laissez-passer van Z1 is besteld en kan niet verstrekt worden"
    assert wrong.remedy == "Hierna kan: aangevraagd en geweigerd."


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        (document(DocumentState.GRANTED), []),
        (
            document(DocumentState.REFUSED, answered_on=date(2026, 11, 2)),
            ["beantwoord op 02-11-2026, maar er is geen aanvraag"],
        ),
        (
            document(DocumentState.APPLIED, applied_on=date(2026, 11, 2), ordered_on=date(2026, 11, 3)),
            ["aangevraagd ligt voor besteld (03-11-2026)"],
        ),
        (
            document(
                DocumentState.GRANTED,
                applied_on=date(2026, 9, 1),
                presented_on=date(2026, 10, 1),
                answered_on=date(2026, 9, 20),
            ),
            ["beantwoord ligt voor gepresenteerd (01-10-2026)"],
        ),
        (
            document(DocumentState.APPLIED, applied_on=date(2026, 9, 1), answered_on=date(2026, 9, 20)),
            ["er is een dag van antwoord, maar de status is aangevraagd"],
        ),
        (
            document(DocumentState.APPLIED, applied_on=date(2026, 9, 1), presented_on=date(2026, 9, 20)),
            ["er is een dag van presentatie, maar de status is aangevraagd"],
        ),
        (
            document(
                DocumentState.GRANTED,
                ordered_on=date(2026, 8, 1),
                applied_on=date(2026, 9, 1),
                copy_given_on=date(2026, 9, 1),
                told_on=date(2026, 9, 8),
                checked_on=date(2026, 9, 14),
                presented_on=date(2026, 9, 17),
                answered_on=date(2026, 9, 17),
            ),
            [],
        ),
    ],
)
def test_dates_and_state_must_agree(given: TravelDocument, problems: list[str]) -> None:
    assert [wrong.problem for wrong in wrong_document(given)] == problems


def rule(days: int | None, *, after_flight: bool = False) -> CountryRule:
    """Return what a country asks."""
    return CountryRule(country=CountryCode("MA"), lp_validity_days=days, lp_after_flight=after_flight)


def test_expiry_is_what_is_written_and_else_what_the_country_says() -> None:
    start = day_start(date(2026, 11, 2))
    written = document(DocumentState.GRANTED, valid=Interval(start, day_start(date(2026, 12, 2))))
    open_end = document(DocumentState.GRANTED, valid=Interval(start))

    assert expires(written, rule(90)) == day_start(date(2026, 12, 2))
    assert expires(open_end, rule(90)) == day_start(date(2026, 11, 2)) + 90 * 1440
    assert expires(open_end, None) is None
    assert expires(document(DocumentState.PROMISED), rule(90)) is None


@pytest.mark.parametrize(
    ("given", "country", "first", "last"),
    [
        # five working days from Thursday the 19th is Thursday the 26th; two weeks on it ends
        (document(DocumentState.PROMISED), rule(14, after_flight=True), date(2026, 11, 26), date(2026, 12, 10)),
        (document(DocumentState.PROMISED), rule(14), date(2026, 11, 26), None),
        (document(DocumentState.PROMISED), None, date(2026, 11, 26), None),
        (
            document(
                DocumentState.GRANTED, valid=Interval(day_start(date(2026, 11, 1)), day_start(date(2026, 11, 30)))
            ),
            rule(14, after_flight=True),
            TODAY,
            date(2026, 11, 30),
        ),
        (
            document(
                DocumentState.GRANTED, valid=Interval(day_start(date(2026, 12, 1)), day_start(date(2026, 12, 30)))
            ),
            None,
            date(2026, 12, 1),
            date(2026, 12, 30),
        ),
    ],
)
def test_one_can_fly_with_it_from_then_until_then(
    given: TravelDocument, country: CountryRule | None, first: date, last: date | None
) -> None:
    days = flying_days(given, TODAY, 5, WorkCalendar(), country)

    assert days == Interval(day_start(first), None if last is None else day_start(last))


@pytest.mark.parametrize(
    "given",
    [
        document(DocumentState.APPLIED),
        document(DocumentState.REFUSED),
        document(DocumentState.GRANTED),
        document(DocumentState.GRANTED, valid=Interval(day_start(date(2026, 10, 1)), day_start(TODAY))),
    ],
)
def test_with_no_document_that_holds_one_cannot_fly(given: TravelDocument) -> None:
    assert flying_days(given, TODAY, 5, WorkCalendar(), None) is None
