"""Reading in a delivery on the screen: what would change first, refusals by row, all of it or nothing."""

import io
import zipfile

import pytest
from fastapi.testclient import TestClient

from planner.domain.access import Role
from planner.domain.cases import Case
from tests.api.casework.made import Pages

HEADERS = "zaaknummer;doelgroep;land;taal;overgedragen_op"
GOOD = f"{HEADERS}\nZ7;afgewezen;MA;ar;02-11-2026\nZ8;afgewezen;MA;ar;02-11-2026\n"
BAD = f"{HEADERS}\nZ7;afgewezen;MA;ar;02-11-2026\nZ8;zomaar;MA;ar;31-02-2026\n"


def _send(
    reader: TestClient, text: str | bytes, name: str = "zaken.csv", source: str = "proef", status: int = 303
) -> str:
    content = text.encode() if isinstance(text, str) else text
    answer = reader.post("/invoer", data={"bron": source}, files={"bestand": (name, io.BytesIO(content))})
    assert answer.status_code == status, answer.text
    return answer.headers.get("location", "") if status == 303 else answer.text


def _settled(reader: TestClient, path: str) -> str:
    """Return the page once nothing goes on any more."""
    for _ in range(600):
        answer = reader.get(path)
        if "refresh" not in answer.headers:
            return answer.text
    raise AssertionError(path)


def _cases(pages: Pages) -> list[str]:
    with pages.desk.store.reading() as books:
        return [case.id for case in books.facts.in_force(Case)]


def test_a_delivery_is_shown_first_and_stored_when_confirmed(pages: Pages) -> None:
    reader = pages.reader()
    path = _send(reader, GOOD)
    shown = _settled(reader, path)
    before = _cases(pages)

    answer = reader.post(f"{path}/opslaan", data={})
    done = _settled(reader, path)

    assert "Dit zou er veranderen. Er is nog niets bewaard." in shown
    assert "Z7" not in before
    assert answer.status_code == 303
    assert "Opgeslagen: 2 nieuw, 0 gewijzigd, 0 beëindigd." in done
    assert {"Z7", "Z8"} <= set(_cases(pages))


def test_refused_rows_are_named_with_what_to_do_and_nothing_is_stored(pages: Pages) -> None:
    reader = pages.reader()

    text = _settled(reader, _send(reader, BAD))

    assert "2 regels zijn geweigerd; er is niets bewaard." in text
    assert '<td lang="nl">3</td><td lang="nl">doelgroep</td><td lang="nl">zomaar</td>' in text
    assert "Kies uit: toezicht, grens, ingetrokken, afgewezen." in text
    assert "Z7" not in _cases(pages)


def test_a_package_of_files_is_one_delivery(pages: Pages) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("map/zaken.csv", GOOD)
        package.writestr("leesmij.txt", "tekst")
    reader = pages.reader()

    text = _settled(reader, _send(reader, packed.getvalue(), "levering.zip"))

    assert '<th scope="row">zaken</th><td class="number">2</td>' in text


def test_what_vanished_ends_only_when_asked(pages: Pages) -> None:
    reader = pages.reader()
    first = _send(reader, GOOD)
    _settled(reader, first)
    reader.post(f"{first}/opslaan", data={})
    _settled(reader, first)
    second = _send(reader, GOOD.replace("Z8;afgewezen;MA;ar;02-11-2026\n", ""))
    shown = _settled(reader, second)

    reader.post(f"{second}/opslaan", data={"verdwenen": "1"})
    text = _settled(reader, second)

    assert "Beëindig ook het 1 feit dat niet meer in deze levering staat" in shown
    assert "1 beëindigd" in text
    assert "Z8" not in _cases(pages)


def test_what_is_not_wanted_is_forgotten(pages: Pages) -> None:
    reader = pages.reader()
    path = _send(reader, GOOD)
    _settled(reader, path)

    reader.post(f"{path}/weg", data={})

    assert reader.get(path).status_code == 404
    assert "Z7" not in _cases(pages)


def test_a_delivery_belongs_to_who_sent_it(pages: Pages) -> None:
    path = _send(pages.reader(), GOOD)
    other = pages.reader()

    assert [other.get(path).status_code, other.post(f"{path}/opslaan", data={}).status_code] == [404, 404]


def test_changes_of_cases_are_written_down_as_read(pages: Pages) -> None:
    reader = pages.reader()
    text = f"{HEADERS}\nZ1;afgewezen;TN;ar;03-08-2026\n"

    shown = _settled(reader, _send(reader, text, source="bron"))

    assert '<td lang="nl">MA</td><td lang="nl">TN</td>' in shown
    assert (("Z1",), "inlezen") in pages.reading.lines[-1:] or any("Z1" in cases for cases, _ in pages.reading.lines)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("zaken.csv", b"", "leeg"),
        ("oud.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "oude werkmap"),
        ("plaatje.csv", b"\x89PNG\x00\x00", "geen tabel"),
        ("plan.json", b'{"problem": 1}', "geen tabel"),
        ("stuk.zip", b"PK\x03\x04stuk", "beschadigd"),
    ],
)
def test_what_is_no_table_by_its_content_is_refused(pages: Pages, name: str, content: bytes, said: str) -> None:
    assert said in _send(pages.reader(), content, name, status=422)


@pytest.mark.parametrize("source", ["", "Met Spaties", "x", "../bron", "a" * 40])
def test_a_source_is_a_code(pages: Pages, source: str) -> None:
    assert "de bron is geen code" in _send(pages.reader(), GOOD, source=source, status=422).lower()


def test_no_file_is_said(pages: Pages) -> None:
    answer = pages.reader().post("/invoer", data={"bron": "proef"}, files={"anders": ("x", b"")})

    assert answer.status_code == 422
    assert "er is geen bestand gekozen" in answer.text.lower()


def test_what_is_no_form_of_files_is_refused(pages: Pages) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}

    answer = pages.reader().post("/invoer", content=b"--y\r\nrommel", headers=headers)

    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("role", [Role.REGIEVOERDER, Role.KMAR, Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_may_not_read_in_gets_no_screen(pages: Pages, role: Role) -> None:
    assert pages.reader(role, "r1").get("/invoer").status_code == 403
