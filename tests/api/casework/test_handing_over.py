"""Handing a case over: everybody's load beside the names, the household with it, and nobody chosen for anybody."""

import pytest

from planner.domain.access import Role
from planner.domain.cases import Ownership
from planner.domain.ids import CaseId
from tests.api.casework.made import Pages


def _owner(pages: Pages, case: str) -> str:
    now = pages.desk.clock.now()
    with pages.desk.store.reading() as books:
        held = books.facts.beginning(Ownership, CaseId(case))
    return next(one.regievoerder for one in held if one.valid.contains(now))


def test_candidates_are_shown_with_their_load_before_and_after(pages: Pages) -> None:
    text = pages.reader().get(pages.path("/overdracht")).text

    assert 'value="r2"' in text
    assert 'value="r1"' not in text
    assert "30 van 500" in text
    assert '<td class="nowrap">50</td>' in text


def test_a_case_goes_over_with_its_household(pages: Pages) -> None:
    answer = pages.reader().post(pages.path("/overdracht"), data={"regievoerder": "r2", "gezin": "1"})

    assert (answer.status_code, answer.headers["location"]) == (303, pages.path())
    assert [_owner(pages, case) for case in ("Z1", "Z3", "Z5")] == ["r2", "r2", "r1"]


def test_one_case_can_go_alone(pages: Pages) -> None:
    pages.reader().post(pages.path("/overdracht"), data={"regievoerder": "r2"})

    assert [_owner(pages, case) for case in ("Z1", "Z3")] == ["r2", "r1"]


def test_who_gave_a_case_away_is_led_to_the_list(pages: Pages) -> None:
    reader = pages.reader(Role.REGIEVOERDER, "r1")

    answer = reader.post(pages.path("/overdracht"), data={"regievoerder": "r2"})

    assert answer.headers["location"] == "/zaken"
    assert reader.get(pages.path()).status_code == 404
    assert pages.reader(Role.REGIEVOERDER, "r2").get(pages.path()).status_code == 200


@pytest.mark.parametrize(("to", "said"), [("", "Er is niemand gekozen."), ("r9", "r9")])
def test_nobody_is_refused_and_nothing_changes(pages: Pages, to: str, said: str) -> None:
    answer = pages.reader().post(pages.path("/overdracht"), data={"regievoerder": to, "gezin": "1"})

    assert answer.status_code == 422
    assert said.lower() in answer.text.lower()
    assert [_owner(pages, case) for case in ("Z1", "Z3")] == ["r1", "r1"]
