"""The work list at hand: made anew when the books changed, case by case where that will do."""

from dataclasses import replace

from api.casework.standing import AT_ONCE, FIRST_LOOK, OLDEST
from planner.domain.time import Minute
from planner.ports.store import Event
from tests.api.casework.made import Pages, pages_over
from tests.planner.usecases.casework import CASE
from tests.planner.usecases.world import CASES


def _tell(pages: Pages, what: str, subject: str) -> None:
    now = pages.desk.clock.now()
    with pages.desk.store.transaction() as books:
        books.events.add(Event(at=now, actor="r1", what=what, subject=subject))


def test_nothing_new_leaves_the_list_as_it_is(pages: Pages) -> None:
    first = pages.work.standing.look().list
    _tell(pages, "read", "Z1: casusregie")

    assert pages.work.standing.look().list is first


def test_what_was_entered_of_one_case_is_looked_at_before_the_answer(pages: Pages) -> None:
    first = pages.work.standing.look()
    _tell(pages, "enter", "belemmeringen Z1|1")

    again = pages.work.standing.look()

    assert not again.behind
    assert first.list is not None
    assert again.list is not None
    assert again.list is not first.list
    assert again.list.cases[CASES[1]] is first.list.cases[CASES[1]]
    assert again.list.cases[CASE] == first.list.cases[CASE]


def test_an_import_is_taken_over_beside_the_answer(pages: Pages) -> None:
    before = pages.work.standing.look().list
    _tell(pages, "import", "bron: 3 nieuw")

    found = pages.work.standing.look()
    pages.work.standing.renew()

    assert found.list is not None
    assert found.behind is (found.list is before)
    assert pages.work.standing.look().behind is False


def test_many_cases_at_once_are_not_looked_at_within_a_request(pages: Pages) -> None:
    before = pages.work.standing.look().list
    for case in CASES[: AT_ONCE + 1]:
        _tell(pages, "enter", f"belemmeringen {case}|1")

    found = pages.work.standing.look().list

    assert before is not None
    assert found is not None
    assert found is before or found.cases[CASES[-1]] is not before.cases[CASES[-1]]


def test_an_old_list_is_made_anew(pages: Pages) -> None:
    first = pages.work.standing.look().list
    clock = pages.desk.clock
    later = replace(pages.desk, clock=replace(clock, minute=Minute(clock.minute + OLDEST + 1)))
    made = pages_over(later)
    made.work.standing.renew()

    found = made.work.standing.look().list

    assert first is not None
    assert found is not None
    assert found.at == first.at + OLDEST + 1


def test_a_first_list_is_there_or_said_to_be_on_its_way(pages: Pages) -> None:
    fresh = pages_over(pages.desk)

    answer = fresh.reader().get("/zaken")

    assert answer.status_code == 200
    assert ("refresh" in answer.headers) == ("De werklijst wordt gemaakt" in answer.text)


def test_what_planners_do_at_the_desk_leaves_the_list_as_it_is(pages: Pages) -> None:
    first = pages.work.standing.look().list
    for number in range(FIRST_LOOK + 3):
        _tell(pages, "edit", f"concept 1, versie {number}, plan {number}: move, 1 wijzigingen")

    found = pages.work.standing.look()

    assert (found.list is first, found.behind) == (True, False)


def test_a_named_case_is_looked_at_at_once_also_while_all_is_made_anew(pages: Pages) -> None:
    first = pages.work.standing.look().list
    _tell(pages, "import", "bron: 3 nieuw")
    _tell(pages, "enter", "belemmeringen Z1|1")

    found = pages.work.standing.look().list

    assert first is not None
    assert found is not None
    assert found.cases[CASE] is not first.cases[CASE]
