"""No sentence says "1 dagen": every text is said with 1 and with 2, and its words fit the number."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from string import Formatter

import pytest

import planner
import solver
from planner.domain.wording import Language, Text, speaking
from solver.rule import Rule
from solver.rulebook import RULEBOOK

_PLURALS = frozenset(
    """
    afspraken begeleiders belemmeringen beletselen bezwaren compartimenten dagen deelnames escorts feiten gegevens
    gesprekken gezinnen kamers kinderzitjes locaties minderjarigen minuten mogelijkheden momenten overtredingen personen
    plaatsen plekken presentaties punten regels rijen ritten stappen stoelen teams tolken vertrekken voertuigen vragen
    vluchten waarden weken werkdagen wijzigingen zaken zittingen
    appointments cases changes compartments conversations days departures escorts facts flights hours lines minors
    minutes moments others parts persons places points possibilities rooms rules seats sessions spots teams times values
    vehicles weeks
    """.split()  # noqa: SIM905 - words read better so
)
_REPEATED = re.compile(r"\b(\w{3,}) \1\b", re.IGNORECASE)
_SAID_TWICE = frozenset({"daarna daarna"})


def _texts_of(rule: Rule) -> Iterator[tuple[str, Text]]:
    for kind in type(rule).__mro__:
        yield from ((name, value) for name, value in vars(kind).items() if isinstance(value, Text))


def _all_texts() -> Iterator[tuple[str, Text]]:
    for package in (solver, planner):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" in found.name or found.name.endswith("__main__"):
                continue
            module = importlib.import_module(found.name)
            yield from ((f"{found.name}.{n}", v) for n, v in vars(module).items() if isinstance(v, Text))


def _said(text: Text, number: int) -> Iterator[str]:
    names = {name for _, name, _, _ in Formatter().parse(text.nl) if name}
    for language in Language:
        with speaking(language):
            yield text.say(**dict.fromkeys(names, number)) if names else str(text)


def _wrong(text: Text) -> list[str]:
    """Return what a text says with 1 that only fits more, and with 2 that only fits one."""
    one = [said for said in _said(text, 1) for word in re.findall(r"\b1 ([a-z]+)", said) if word in _PLURALS]
    repeated = [said for said in _said(text, 2) if _REPEATED.search(re.sub(r"\d", "", said))]
    return [*one, *(said for said in repeated if not any(word in said for word in _SAID_TWICE))]


@pytest.mark.parametrize("rule", RULEBOOK, ids=lambda rule: rule.id)
def test_sentences_of_a_rule_fit_one_and_two(rule: Rule) -> None:
    assert {name: wrong for name, text in _texts_of(rule) if (wrong := _wrong(text))} == {}


def test_every_other_text_fits_one_and_two() -> None:
    assert {name: wrong for name, text in _all_texts() if (wrong := _wrong(text))} == {}


def test_a_number_takes_the_word_that_fits_it() -> None:
    text = Text(nl="{n:dag|dagen} {n:!is|zijn} te veel", en="{n:day|days} {n:!is|are} too many")

    assert [*_said(text, 1), *_said(text, 2)] == [
        "1 dag is te veel",
        "1 day is too many",
        "2 dagen zijn te veel",
        "2 days are too many",
    ]
