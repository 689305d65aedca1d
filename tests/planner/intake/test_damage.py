"""Whatever happens to a file on its way, reading it ends in facts or refusals, never in a crash or in both."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from planner.intake import read_delivery, write_exchange, write_folder, write_workbook
from tests.planner.intake.deliveries import one_of_each

_SIGNS = b'"<>;,|\r\n0-=9:[]{}\x00\xff'


def damage(data: bytes, random: Random) -> bytes:
    """Return the bytes with a few of them changed, dropped, added or repeated."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 10))):
        place = random.randrange(len(changed))
        match random.randrange(4):
            case 0:
                changed[place] = random.randrange(256)
            case 1:
                del changed[place : place + random.randrange(1, 30)]
            case 2:
                changed[place:place] = bytes(random.choices(_SIGNS, k=random.randrange(1, 6)))
            case _:
                start = random.randrange(len(changed))
                changed[place:place] = changed[start : start + random.randrange(1, 40)]
    return bytes(changed)


def damage_part(data: bytes, random: Random) -> bytes:
    """Return a package in which one part is damaged, so that the damage gets past the checksum."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as package:
        names = source.namelist()
        hit = random.choice(names)
        for name in names:
            content = source.read(name)
            package.writestr(name, damage(content, random) if name == hit else content)
    return out.getvalue()


def read_damaged(folder: Path, random: Random) -> None:
    """Damage each format once and read it."""
    facts = one_of_each()
    book, exchange, files = folder / "a.xlsx", folder / "a.json", folder / "map"
    write_workbook(facts, book)
    sound = book.read_bytes()
    write_exchange(facts, exchange)
    exchange.write_bytes(damage(exchange.read_bytes(), random))
    hit = random.choice(write_folder(facts, files))
    hit.write_bytes(damage(hit.read_bytes(), random))

    for path, content in (
        (book, damage(sound, random)),
        (book, damage_part(sound, random)),
        (exchange, b""),
        (files, b""),
    ):
        if content:
            path.write_bytes(content)
        delivery = read_delivery(path, source="test", known={})
        assert bool(delivery.refusals) != bool(delivery.facts)
        assert delivery.accepted == bool(delivery.facts)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_files_end_in_facts_or_refusals(seed: int, tmp_path: Path) -> None:
    read_damaged(tmp_path, Random(seed))  # noqa: S311 - repeatable damage


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(1_000, 1_400))
def test_many_damaged_files_end_in_facts_or_refusals(seed: int, tmp_path: Path) -> None:
    read_damaged(tmp_path, Random(seed))  # noqa: S311 - repeatable damage
