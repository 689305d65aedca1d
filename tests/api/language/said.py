"""What a page says to who reads or hears it, piece by piece, and which pieces are in the other language.

A piece gives itself away by a word that the other language alone has, or by being a text that the program has in both
languages and says in the wrong one. Not allowed here: pages, and what may stay.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

import api
import calendars
import maps
import planner
import solver
from api.web.speech import catalogues
from planner.domain.audit_actions import ACTIONS
from planner.domain.language_names import language_names
from planner.domain.vocabulary import vocabulary
from planner.domain.wording import Language


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORDS: Mapping[Language, frozenset[str]] = {
    Language.DUTCH: _words(
        "aan afgewezen afspraak afspraken alle alleen als andere beide bij binnen boven daar dag dagen dat de deze dit"
        " dus een eerst eerste elk elke er eerder gaan gaat geen gemaakt gepland gesprek gesprekken haar heeft hebben"
        " het hier hij hoe hoort iemand iets ieder iedereen ja kan keer kies kiezen kolom kunnen maakt maar maken"
        " meer mag minuten moet naar nee niemand niet niets nieuw nieuwe nog onbekend onder ook opnieuw plaats"
        " personen persoon reden regel regels rij rijen sinds soort staan staat terug tijd tot totdat tussen uit uur"
        " uren vaak van vanaf veel verder verstoring vertrek vervoer vlucht vluchten voertuig volgende voor vóór vul"
        " waar waarde waarom waarvan wanneer wat weken welke werd wie wordt worden zaak zaken zelf zich zien zij zijn"
        " zoals zonder zou"
    ),
    Language.ENGLISH: _words(
        "and any are because been before between cannot case cases could days does each every flight flights for from"
        " has have how its known left may more must never nobody none nothing only other out says shown since"
        " should so somebody than that the their them then there these they this those today unknown until value"
        " vehicle what when where which who whose why will with within without would yes you your"
    ),
}
"""Words of one language that the other does not have."""
_READ = ("title", "alt", "aria-label", "aria-description", "aria-roledescription", "placeholder", "label", "data-label",
         "data-kop", "data-confirm", "data-vraag")  # fmt: skip
_SILENT = frozenset({"style", "code", "textarea", "kbd", "samp"})
"""What is no text of ours: style, codes, and what people wrote."""
_EMPTY = frozenset({"br", "img", "input", "meta", "link", "hr", "col", "wbr", "source", "base", "path", "circle"})
_LEAST = 3
PACKAGES = (planner, solver, api, calendars, maps)
_CODE = re.compile(r"\S*[\d_@/{}]\S*|\S+[.,]\w+")
"""A part of a piece that is no word: a code, a number, a name of a file, a place for a value."""
_KEY = re.compile(r"[A-Z]\d+\w? ([a-z-]+)")
"""A rule with the key of a setting."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # noqa: RUF001 - the apostrophe of texts


class _Page(HTMLParser):
    """Collects what is said: texts between marks, attributes that are read out, and words for scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._in: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a mark, and what its attributes say."""
        given = dict(attrs)
        if tag not in _EMPTY:
            data = tag == "script" and given.get("type") == "application/json"
            self._in.append((tag, tag in _SILENT or (tag == "script" and not data)))
        self.said.extend(value for name in _READ if (value := given.get(name)))
        if tag == "input" and given.get("type") in {"submit", "button"}:
            self.said.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        """Leave a mark."""
        while self._in and self._in.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if any(silent for _tag, silent in self._in):
            return
        if self._in and self._in[-1][0] == "script":
            self.said.extend(text for text in _strings(json.loads(data)) if " " in text)
        else:
            self.said.append(data)


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list | dict):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _strings(value)


def pieces(page: str) -> Iterator[str]:
    """Yield what a page says, each piece once, with single spaces."""
    read = _Page()
    read.feed(page)
    yield from dict.fromkeys(text for said in read.said if (text := " ".join(said.split())))


def in_other(said: Iterable[str], spoken: Language, known: Iterable[str] = ()) -> list[str]:
    """Return the pieces that are not in the language spoken; ``known``: codes, names and texts of people.

    Those stand alone or in a piece; a known single word in small letters only alone, as it may be one of ours.
    """
    other = Language.ENGLISH if spoken is Language.DUTCH else Language.DUTCH
    whole = set(known)
    within = tuple(sorted((one for one in whole if _is_name(one)), key=len, reverse=True))
    return [one for one in said if not _is_known(one, whole) and _is_in(one, other, within)]


def _is_known(piece: str, known: set[str]) -> bool:
    """Return whether a piece is something known, a rule with a known key, or a list of what is known."""
    key = _KEY.fullmatch(piece)
    bare = piece if key is None else key[1]
    return bare in known or {one.strip() for one in bare.strip("()").split(",")} <= known


def _is_name(known: str) -> bool:
    """Return whether something known can be told inside a piece: it is longer than a sign, and no word of ours."""
    return len(known) >= _LEAST and not (known.isalpha() and known.islower())


@lru_cache(maxsize=65_536)
def _is_in(piece: str, language: Language, known: tuple[str, ...]) -> bool:
    if piece.lower() in _texts(language):
        return True
    left = piece
    for one in known:
        left = left.replace(one, " ")
    return any(word.lower() in WORDS[language] for word in _WORD.findall(_CODE.sub(" ", left)) if not word.isupper())


@lru_cache(maxsize=len(Language))
def _texts(language: Language) -> frozenset[str]:
    """Return the texts of the program in one language that are no text in the other, in small letters."""
    made = ((one.nl, one.en) for one in (*language_names(), *(action.words for action in ACTIONS.values())))
    pairs = [*_catalogued(), *_vocabulary(), *made, *_texts_in_code()]
    dutch = {nl.lower() for nl, _en in pairs}
    english = {en.lower() for _nl, en in pairs}
    return frozenset(dutch - english if language is Language.DUTCH else english - dutch)


def _catalogued() -> Iterator[tuple[str, str]]:
    for path in catalogues():
        for found in read_po(BytesIO(path.read_bytes())):
            if isinstance(found.id, str) and isinstance(found.string, str) and found.id:
                yield found.id, found.string


def _vocabulary() -> Iterator[tuple[str, str]]:
    for words in vocabulary().values():
        yield from words.items()


def _texts_in_code() -> Iterator[tuple[str, str]]:
    """Yield what a ``Text`` of the program is written with; read, as what is loaded depends on who ran before."""
    for path in (path for package in PACKAGES for path in Path(package.__path__[0]).rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Text":
                given = [*call.args, *(one.value for one in call.keywords)]
                said = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                if len(said) == len(Language):
                    yield said[0], said[1]
