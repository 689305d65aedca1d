"""Texts in two languages: every text of the pages has an English one, and no English one is left over."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from starlette.requests import Request

from api.web.speech import _, catalogues, language_of
from planner.domain.access import Role, Visitor
from planner.domain.wording import Language, speaking

API = Path(__file__).parents[3] / "api"


def asking(visitor: Visitor | None = None, headers: dict[str, str] | None = None) -> Request:
    request = Request({"type": "http", "headers": [(k.encode(), v.encode()) for k, v in (headers or {}).items()]})
    request.state.visitor = visitor
    return request


def test_a_text_is_said_in_the_language_spoken() -> None:
    with speaking(Language.ENGLISH):
        english = _("Zaken")

    assert (_("Zaken"), english) == ("Zaken", "Cases")


@pytest.mark.parametrize(
    ("request_", "spoken"),
    [
        (asking(), Language.DUTCH),
        (asking(headers={"accept-language": "en-GB,en;q=0.9"}), Language.ENGLISH),
        (asking(Visitor(account="a", role=Role.PLANNER)), Language.DUTCH),
        (asking(Visitor(account="a", role=Role.PLANNER, language=Language.ENGLISH)), Language.ENGLISH),
        (asking(Visitor(account="a", role=Role.PLANNER), {"cookie": "taal=en"}), Language.ENGLISH),
        (asking(headers={"cookie": "taal=<script>"}), Language.DUTCH),
    ],
)
def test_the_choice_counts_before_the_account_and_the_browser(request_: Request, spoken: Language) -> None:
    assert language_of(request_) == spoken


def test_every_text_of_pages_has_an_english_one() -> None:
    said = dict(pair for path in catalogues() for pair in _read(path))

    assert sorted(text for text in _asked() if text not in said) == []
    assert sorted(text for text, english in said.items() if not english) == []


def _read(path: Path) -> list[tuple[str, object]]:
    """Return each text with its English one; of a text that depends on a number the singular."""
    found = read_po(BytesIO(path.read_bytes()))
    return [(m.id if isinstance(m.id, str) else m.id[0], m.string) for m in found if m.id]


def _asked() -> set[str]:
    """Return the texts that templates and code ask for."""
    methods = [("templates/**.html", "jinja2"), ("**.py", "python")]
    options = {"templates/**.html": {"silent": "false", "newstyle_gettext": "true", "trimmed": "false"}}
    found = extract_from_dir(API, methods, options, keywords={"_": None, "gettext": None, "ngettext": (1, 2)})
    texts: set[str] = set()
    for _name, _line, message, _comments, _context in found:
        texts.update([message] if isinstance(message, str) else [message[0]])
    return {text for text in texts if re.search(r"\w", text)}
