"""The walk-through as a page: per week what an officer sees and does, the commands, and what they printed.

The story is ``verhaal.md``: in its fenced parts, which begin with a moment, stand commands. After `` :: `` may follow
how the parts begin that are shown, and with ``*4`` how many lines of each at most.
Not allowed here: running (``running``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.walk_through.running import PROGRAM, HandClock, desk, run

STORY = Path(__file__).parent / "verhaal.md"
TARGET = Path(__file__).parents[2] / "docs" / "EEN-ZAAK.md"
LEFT_OUT = "…"
FENCE = "```"
_VARYING = ((re.compile(r"planvraag [0-9a-f]{12}"), "planvraag …"), (re.compile(r"\d+ ms\b"), "… ms"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command as it is typed after the program's name, and what of its output is shown (no ``parts``: all)."""

    line: str
    parts: tuple[str, ...] = ()
    most: int = 40


def read_command(text: str) -> Command:
    """Read one line of a fenced part."""
    line, _, shown = text.partition(" :: ")
    words = [word.strip() for word in shown.split(",") if word.strip()]
    most = [int(word[1:]) for word in words if word.startswith("*")]
    parts = tuple(word for word in words if not word.startswith("*"))
    return Command(line=line, parts=parts, most=most[0] if most else 40)


def commands(story: str) -> tuple[Command, ...]:
    """Return every command of a story."""
    inside = re.findall(rf"^{FENCE}\d[^\n]*\n(.*?)^{FENCE}$", story, flags=re.MULTILINE | re.DOTALL)
    return tuple(read_command(line) for part in inside for line in part.splitlines())


def document() -> str:
    """Return the page, made anew by running every command of the story."""
    with TemporaryDirectory() as folder, desk(Path(folder)) as clock:
        return "\n".join(_lines(STORY.read_text(encoding="utf-8"), clock)) + "\n"


def _lines(story: str, clock: HandClock) -> Iterator[str]:
    inside = False
    for line in story.splitlines():
        if line.startswith(FENCE):
            inside = not inside
            if inside:
                clock.set(line.removeprefix(FENCE))
            yield FENCE
        elif inside:
            command = read_command(line)
            yield f"$ {PROGRAM} {command.line}"
            yield from trimmed(run(command.line), command)
        else:
            yield line


def trimmed(printed: str, command: Command) -> tuple[str, ...]:
    """Return the lines to show: without empty ones and parts not asked for, and without what varies by machine.

    Parts are separated by an empty line and known by how they begin.
    """
    lines: list[str] = []
    for part in printed.split("\n\n"):
        kept = [line.rstrip() for line in part.split("\n") if line.strip()]
        if not kept:
            continue
        wanted = not command.parts or kept[0].startswith(command.parts)
        if wanted:
            lines += kept[: command.most]
        if (not wanted or len(kept) > command.most) and lines[-1:] != [LEFT_OUT]:
            lines.append(LEFT_OUT)
    return tuple(_steady(line) for line in lines)


def _steady(line: str) -> str:
    for pattern, instead in _VARYING:
        line = pattern.sub(instead, line)
    return line


def write() -> None:
    """Write the page."""
    TARGET.write_text(document(), encoding="utf-8")
