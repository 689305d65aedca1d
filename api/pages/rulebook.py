"""The rulebook and the algorithm card as pages, in Dutch and in English: of a release, or as it is in force now.

Not allowed here: what rules and the card say (``solver.description``, ``api.card``).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from api.card.content import card
from api.pages.lookup import Lookup
from api.pages.page import HTML, Page
from api.pages.templating import render
from api.pages.viewer import Role
from api.web.speech import _
from planner.domain.norm_words import MARKS
from planner.domain.settings import Setting
from planner.domain.wording import Language, Text, language, speaking
from solver.description import NORM_COLUMNS, describe, norm_of, unread
from solver.document import MODELS
from solver.judge import RulebookJudge
from solver.obligations import HEADING, LEAD, OBLIGATIONS
from solver.rulebook import RULEBOOK

GROUP = "Regels"
_TITLE = Text(nl="Regelboek", en="Rulebook")
_CARD = Text(nl="Algoritmekaart", en="Algorithm card")
_LEAD = Text(
    nl="Regelboek {version}: {number:regel|regels}, met de waarden van deze installatie.",
    en="Rulebook {version}: {number:rule|rules}, with the values of this installation.",
)
_LEVELS = Text(
    nl="Een regel van niveau L0 mag nooit worden overtreden. De andere niveaus worden na elkaar opgelost: een lager"
    " nummer gaat altijd voor. Een norm die een aanname is, is gemerkt met [A].",
    en="A rule of level L0 may never be broken. The other levels are solved one after another: a lower number always"
    " goes first. A norm that is an assumption is marked [A].",
)
_ALL = Text(nl="Alle regels", en="All rules")
_MODELS = Text(nl="Instellingen van rekenmodellen", en="Settings of models")
_INDEX = (
    Text(nl="Regel", en="Rule"),
    Text(nl="Titel", en="Title"),
    Text(nl="Niveau", en="Level"),
    Text(nl="Zekerheid", en="How sure"),
)
_NAMES = {Language.DUTCH: "Nederlands", Language.ENGLISH: "English"}
_OTHER = {Language.DUTCH: Language.ENGLISH, Language.ENGLISH: Language.DUTCH}


@dataclass(frozen=True, slots=True)
class Named:
    """One of the pages: its path without an ending, by language, its name, template and what it shows."""

    paths: Mapping[Language, str]
    title: Text
    template: str
    values: Callable[[Sequence[Setting]], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class _Link:
    href: str
    title: str
    lang: str


def release_pages(lookup: Lookup) -> Iterator[tuple[str, Page]]:
    """Yield the pages of a release, with the settings that it was planned with; the index names the Dutch ones."""
    for named in (BOOK, CARD):
        for spoken, path in named.paths.items():
            group = _(GROUP) if spoken is language() else ""
            make = partial(_of_release, lookup, named, spoken)
            yield f"{path}.html", Page(group, str(named.title), HTML, make)


def current_values(
    named: Named, spoken: Language, settings: Sequence[Setting], *, other: bool = True
) -> dict[str, object]:
    """Return what a page of the server itself shows, with the settings in force now.

    ``other``: with a link to the other language, for who does not read all of the server in English.
    """
    with speaking(spoken):
        values = _values(named, spoken, settings, ending="")
        return {"frame": "kader.html", "root": "/", **values, "other": values["other"] if other else None}


def _of_release(lookup: Lookup, named: Named, spoken: Language) -> bytes:
    with speaking(spoken):
        values = _values(named, spoken, lookup.release.settings, ending=".html")
        release, title = lookup.release, str(named.title)
        return render(named.template, release, Role.PLANNER, title=title, depth=0, frame="base.html", **values)


def _values(named: Named, spoken: Language, settings: Sequence[Setting], *, ending: str) -> dict[str, object]:
    there = _OTHER[spoken]
    return {
        **named.values(settings),
        "lang": spoken.value,
        "other": _Link(f"{named.paths[there]}{ending}", _NAMES[there], there.value),
        "book": _Link(f"{BOOK.paths[spoken]}{ending}", str(_TITLE), spoken.value),
        "card": _Link(f"{CARD.paths[spoken]}{ending}", str(_CARD), spoken.value),
    }


def _book(settings: Sequence[Setting]) -> Mapping[str, object]:
    version = RulebookJudge().rulebook_version
    return {
        "said": {
            "title": str(_TITLE),
            "lead": _LEAD.say(version=version, number=len(RULEBOOK)),
            "levels": str(_LEVELS),
            "all": str(_ALL),
            "models": str(_MODELS),
            "obligations": str(HEADING),
            "obliged": str(LEAD),
        },
        "index": [str(column) for column in _INDEX],
        "columns": [str(column) for column in NORM_COLUMNS],
        "marks": [str(mark) for mark in MARKS.values()],
        "rules": [describe(rule, settings) for rule in RULEBOOK],
        "obligations": OBLIGATIONS,
        "groups": [(group, str(what)) for group, what in MODELS.items()],
        "models": [norm_of(setting) for setting in unread(RULEBOOK, settings)],
    }


def _card(settings: Sequence[Setting]) -> Mapping[str, object]:
    return {"made": card(settings)}


BOOK = Named({Language.DUTCH: "regelboek", Language.ENGLISH: "rulebook"}, _TITLE, "regelboek.html", _book)
CARD = Named(
    {Language.DUTCH: "algoritmekaart", Language.ENGLISH: "algorithm-card"}, _CARD, "algoritmekaart.html", _card
)
