"""The walk-through of one case is what the commands really say."""

import re

import pytest

from api.cli.case_entry import COMMANDS
from api.cli.main import app
from tools.walk_through.document import STORY, TARGET, Command, commands, document, read_command, trimmed
from tools.walk_through.running import PROGRAM


@pytest.mark.nightly
def test_the_page_is_what_the_commands_say() -> None:
    """Made again with ``python -m tools.walk_through`` when this differs."""
    assert document() == TARGET.read_text(encoding="utf-8")


def test_the_page_has_every_command_and_every_word_of_the_story() -> None:
    page = TARGET.read_text(encoding="utf-8")
    story = re.sub(r"^```.*?^```$", "", STORY.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    shown = re.findall(rf"^\$ {PROGRAM} (.*)$", page, flags=re.MULTILINE)

    assert shown == [command.line for command in commands(STORY.read_text(encoding="utf-8"))]
    assert [line for line in story.splitlines() if line and line not in page] == []


def test_the_story_uses_commands_that_exist() -> None:
    single = {command.name for command in app.registered_commands}
    groups = {made.info.name for group in app.registered_groups if (made := group.typer_instance) is not None}
    words = [command.line.split() for command in commands(STORY.read_text(encoding="utf-8"))]

    assert [line for line in words if line[0] not in single | groups] == []
    assert {line[1] for line in words if line[0] == "zaak"} - COMMANDS.keys() == {"phase", "todo", "show"}


def test_a_command_says_what_is_shown_of_it() -> None:
    assert read_command("solve --from 2026-W37 :: Gepland, Gevraagd door, *3") == Command(
        line="solve --from 2026-W37", parts=("Gepland", "Gevraagd door"), most=3
    )
    assert read_command("zaak todo") == Command(line="zaak todo")


def test_parts_are_left_out_visibly_and_what_varies_is_not_shown() -> None:
    printed = "Opgeslagen als plan 1 (planvraag 98da29f2191e).\n\nGepland\n   \n a  1 \n b  2 \n\nHoe goed\n x\n"

    whole = trimmed(printed, Command(line="solve"))
    some = trimmed(printed, Command(line="solve", parts=("Opgeslagen", "Gepland"), most=2))

    assert whole == ("Opgeslagen als plan 1 (planvraag …).", "Gepland", " a  1", " b  2", "Hoe goed", " x")
    assert some == ("Opgeslagen als plan 1 (planvraag …).", "Gepland", " a  1", "…")
