"""Every page that a role may open, and every answer to what cannot be, is in the language that was chosen.

Each kind of page that a role comes to is opened once, in both languages. Not allowed here: who may open what.
"""

import dataclasses
import html
import json
import re
from collections.abc import Iterator
from tempfile import TemporaryDirectory

import pytest
from httpx2 import Response

from api.web.speech import COOKIE
from planner.codec.protocol_file import delivered_protocols
from planner.domain.access import Role
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.disruption import DisruptionKind
from planner.domain.wording import Language
from planner.intake.disruptions import FIELDS
from planner.intake.tables import BY_NAME, TABLES
from tests.api.language.said import in_other, pieces
from tests.api.privacy.planted_casework import CASEWORK
from tests.security.asking import Ask
from tests.security.cells import cells, read_table
from tests.security.conftest import MEMORY
from tests.security.made import NOW, Made, answers, made
from tools.pictures.ways import Ways

ALIKE = ("/regelboek", "/algoritmekaart", "/api", "/hulp", "/aanmelden", "/gezondheid")
"""The same for every role: looked at as one of them."""
OTHERWISE = re.compile(
    r"^/(?:rulebook|algorithm-card|static|openapi.json|afmelden|taal)|/brief\b"
    r"|/(?:rulebook|algorithm-card|regelboek|algoritmekaart)\.html"
)
"""What has a language of its own: letters to persons, the English rulebook, the two of a publication; and no pages."""
JSON = {"content-type": "application/json"}
DISRUPTION = {"kind": "voertuig-uitgevallen", "vehicle": "DV-07", "start": NOW + 60, "end": NOW + 3000}
NAMES = ("Dienst Terugkeer en Vertrek", "Arbeidstijdenbesluit vervoer", "prison van", "English", "Nederlands")
"""Names that stay as they are, also of languages where one is chosen, and an English word that Dutch has otherwise."""
LOGINS = tuple(f"toets-{role.value}" for role in Role)
CODED = re.compile(r"Fill in \S+ with \S+\.$|\bonbekend is no")
"""What to fill in by the names of columns in a file, which are codes, and a code that nothing has."""
_LINK = re.compile(r'(?:href|src)="([^"#]+)')


@pytest.fixture(scope="module")
def here() -> Iterator[Made]:
    """Give an installation with a publication, a draft, a scenario and a disruption."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        found = made(f"sqlite:///{folder}/toets.sqlite")
        asked = [
            Ask(visitor=Role.PLANNER.value, method="POST", path=path, headers=JSON, content=json.dumps(body).encode())
            for path, body in (
                ("/api/v1/disruptions", DISRUPTION),
                ("/api/v1/scenarios", {"name": "toets", "release": 1}),
            )
        ]
        assert [one.status_code for one in answers(found, asked)] == [201, 201]
        yield found
        found.close()


@pytest.mark.parametrize("spoken", Language)
@pytest.mark.parametrize("role", Role)
def test_every_page_is_in_the_language_chosen(here: Made, role: Role, spoken: Language) -> None:
    known = _known(here)

    wrong = {
        f"{path}: {piece}"
        for path, page in _opened(here, role, spoken)
        for piece in in_other(pieces(page.text), spoken, known)
    }

    assert sorted(wrong) == []


@pytest.mark.parametrize("spoken", Language)
def test_every_refusal_is_in_the_language_chosen(here: Made, spoken: Language) -> None:
    """What a planner, a regievoerder and an administrator are told when what they ask for cannot be."""
    asked = [
        _speaking(cell.ask(here, role.value), here, spoken)
        for cell in cells(here)
        for role in (Role.PLANNER, Role.REGIEVOERDER, Role.ADMINISTRATOR)
        if cell.method not in ("GET", "PROPFIND") and read_table()[cell.key][role.value] not in ("200", "303", "403")
    ]
    known = _known(here)

    wrong = {
        f"{ask.method} {ask.path}: {piece}"
        for ask, answer in zip(asked, answers(here, asked), strict=True)
        for piece in in_other(_told(answer), spoken, known)
        if not CODED.search(piece)
    }

    assert sorted(wrong) == []


def _opened(here: Made, role: Role, spoken: Language) -> Iterator[tuple[str, Response]]:
    """Yield every page that a role comes to, one of each kind."""
    seen = () if role is Role.PLANNER else ALIKE
    ways = Ways(here.app, ("/hulp", *_allowed(here, role)), each=1, seen=seen)
    for path, _kind in ways:
        if OTHERWISE.search(path):
            continue
        ask = Ask(visitor=role.value, method="GET", path=path, headers={"accept": "text/html,*/*"})
        (answer,) = answers(here, [_speaking(ask, here, spoken)])
        if answer.status_code == 200 and "html" in answer.headers["content-type"]:
            yield path, answer
            ways.add((html.unescape(link) for link in _LINK.findall(answer.text)), path)


def _allowed(here: Made, role: Role) -> Iterator[str]:
    table = read_table()
    for cell in cells(here):
        if cell.method == "GET" and table.get(cell.key, {}).get(role.value) == "200":
            yield cell.ask(here, role.value).path


def _speaking(ask: Ask, here: Made, spoken: Language) -> Ask:
    """Return a request of somebody who chose a language."""
    session = ask.headers.get("Cookie") or here.headers[ask.visitor]["Cookie"]
    return dataclasses.replace(ask, headers={**ask.headers, "Cookie": f"{session}; {COOKIE}={spoken}"})


def _told(answer: Response) -> list[str]:
    if "html" in answer.headers.get("content-type", ""):
        return list(pieces(answer.text))
    if "json" in answer.headers.get("content-type", ""):
        told = answer.json()
        return [line for name in ("title", "detail", "remedy") for line in str(told.get(name, "")).splitlines()]
    return []


def _known(here: Made) -> frozenset[str]:
    """Return the names, codes and texts of people in the installation, and the codes of files and settings."""
    release = here.release
    held = (release.resources, release.sheet, CASEWORK)
    codes = (
        *(setting.key for setting in DEFAULT_SETTINGS),
        *(protocol.id for protocol in delivered_protocols()),
        *BY_NAME,
        *(column.header for table in TABLES for column in table.columns),
        *DisruptionKind,
        *(header for fields in FIELDS.values() for header in fields.all),
    )
    return frozenset(
        (*(text for one in held for text in _texts(one)), *map(str, codes), *here.headers, *LOGINS, *NAMES)
    )


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield str(held)
    elif isinstance(held, tuple | frozenset | list):
        for one in held:
            yield from _texts(one)
    elif dataclasses.is_dataclass(held):
        for one in dataclasses.fields(held):
            yield from _texts(getattr(held, one.name))
