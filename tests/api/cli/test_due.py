"""``due`` and ``protocols`` as the officer meets them, on an office sample."""

from pathlib import Path

import pytest

from tests.api.cli.conftest import Ran, Run

AS_OF = ("--as-of", "2026-11-19T16:00", "--week", "2026-W48")
OWN = """
protocol = "eigen"
versie = 1
titel = { nl = "Eigen stap", en = "Own step" }

[[stap]]
code = "bellen"
titel = { nl = "Partner bellen", en = "Call the partner" }
anker = "overdracht"
termijn = [{ aantal = 2, eenheid = "werkdagen", zekerheid = "A" }]
"""


def _rows(ran: Ran, name: str = "regels") -> list[dict[str, object]]:
    found = ran.data()[name]
    assert isinstance(found, list)
    return found


@pytest.fixture
def filled(run: Run, office: Path) -> Run:
    """Bring in the office sample."""
    assert run("import", office).code == 0
    return run


def test_due_lists_the_week_with_key_step_owner_and_protocol(filled: Run) -> None:
    listed = filled("due", *AS_OF, "--format", "json")
    talks = [row for row in _rows(listed) if row["stap"] == "voortgang"]

    assert listed.code == 0
    assert {row["protocol"] for row in talks} == {"basis@1"}
    assert {str(row["kenmerk"]).split("/")[0] == row["zaak"] for row in talks} == {True}
    assert {row["stand"] for row in _rows(listed)} <= {"open", "te-laat", "komt-nog"}


def test_due_can_be_narrowed_to_a_case_an_owner_and_what_is_late(filled: Run) -> None:
    everything = _rows(filled("due", *AS_OF, "--format", "json"))
    late = _rows(filled("due", *AS_OF, "--late", "--format", "json"))
    owner, case = str(late[0]["regievoerder"]), str(late[0]["zaak"])

    assert late == [row for row in everything if row["stand"] == "te-laat"]
    assert _rows(filled("due", *AS_OF, "--owner", owner, "--format", "json")) == [
        row for row in everything if row["regievoerder"] == owner
    ]
    assert _rows(filled("due", *AS_OF, "--case", case, "--format", "json")) == [
        row for row in everything if row["zaak"] == case
    ]


def test_due_in_words_counts_and_names_what_waits(filled: Run) -> None:
    told = filled("due", *AS_OF, "--waiting")

    assert told.code == 0
    assert "stappen wachten op een feit." in told.out
    assert "Wacht op een feit" in told.out


def test_a_task_that_is_done_leaves_the_list(filled: Run) -> None:
    row = next(row for row in _rows(filled("due", *AS_OF, "--format", "json")) if row["vorm"] == "taak")

    done = filled("due", "done", str(row["kenmerk"]), "--by", "RV-0101", "--at", "2026-11-19T15:00")
    again = filled("due", "done", "Z-00-00000/dossierstudie/1", "--by", "RV-0101")
    left = {one["kenmerk"] for one in _rows(filled("due", *AS_OF, "--format", "json"))}

    assert (done.code, done.out) == (0, f"Vastgelegd: {row['kenmerk']} is gedaan.\n")
    assert again.code == 2
    assert row["kenmerk"] not in left


def test_protocols_lists_shows_and_gives_the_file_to_begin_with(run: Run) -> None:
    listed = _rows(run("protocols", "list", "--json"), "protocollen")
    shown = run("protocols", "show", "bewaring")
    file = run("protocols", "show", "bewaring", "--toml")
    unknown = run("protocols", "show", "niets")

    assert len(listed) == 11
    assert "R12 term" in shown.out
    assert file.out.startswith("# In bewaring")
    assert unknown.code == 3


def test_an_own_protocol_is_entered_used_and_not_entered_twice(filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "eigen.toml"
    path.write_text(OWN, encoding="utf-8")

    first, second = filled("protocols", "import", path), filled("protocols", "import", path)
    steps = {row["stap"] for row in _rows(filled("due", *AS_OF, "--format", "json"))}

    assert first.out.splitlines()[0] == "Ingevoerd: eigen@1, 1 stap."
    assert second.out == "Niets gewijzigd: eigen@1 was al zo ingevoerd.\n"
    assert "bellen" in steps


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.replace("versie = 1", "versie = 1.5"), "versie: 1.5 is geen geheel getal"),
        (OWN.replace('aantal = 2, eenheid = "werkdagen", zekerheid = "A"', 'regel = "R99"'), "instelling R99 term"),
        (OWN + "\x00", "geen geldige TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_what_and_where(run: Run, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "eigen.toml"
    path.write_text(text, encoding="utf-8")

    refused = run("protocols", "import", path)

    assert refused.code == 2
    assert said in " ".join(refused.err.replace("│", " ").split())


def test_a_missing_file_is_named(run: Run, tmp_path: Path) -> None:
    refused = run("protocols", "import", tmp_path / "weg.toml")

    assert refused.code == 2
    assert "bestaat niet" in refused.err
