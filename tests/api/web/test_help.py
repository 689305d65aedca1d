"""The help page: for each role a tour along what it may do, and nothing else."""

import pytest

from api.composition import SystemClock
from api.server.app import create_app
from api.web.help import KEYS, TOUR, WORDS
from api.web.speech import translations
from planner.domain.access import Role
from planner.domain.wording import Language
from planner.store import open_store
from tests.api.web.visiting import visiting


@pytest.mark.parametrize("role", list(Role))
def test_every_stop_of_a_tour_opens_for_the_role(sqlite_url: str, role: Role) -> None:
    store = open_store(sqlite_url)
    code = "RV-0001" if role is Role.REGIEVOERDER else "AZC-1" if role is Role.SITE else ""
    reader = visiting(create_app(store, SystemClock()), store, role, code)

    text = reader.get("/hulp").text
    stops = [
        part.partition('"')[0] for part in text.partition('class="tour"')[2].partition("</ol>")[0].split('href="')[1:]
    ]
    found = {stop: reader.get(stop).status_code for stop in set(stops)}
    store.close()

    assert {stop for stop, status in found.items() if status in (401, 403)} == set()


def test_every_word_of_the_page_is_said_in_english() -> None:
    english = translations(Language.ENGLISH)
    said = [*KEYS.values(), *WORDS.values(), *(text for stop in TOUR for text in (stop.title, stop.text))]

    assert [text for text in said if english.gettext(text) == text] == []
