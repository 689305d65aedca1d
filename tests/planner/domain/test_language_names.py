"""Languages as officers call them."""

import pytest

from planner.domain.language_names import language_name
from planner.domain.wording import Text


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("kmr", Text(nl="Kurmanji", en="Kurmanji")),
        ("mn", Text(nl="Mongools", en="Mongolian")),
        ("xx", Text(nl="xx", en="xx")),
    ],
)
def test_a_language_is_called_by_its_name_or_by_its_code(code: str, name: Text) -> None:
    assert language_name(code) == name
