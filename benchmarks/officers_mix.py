"""What each kind of officer asks in the course of a day, in the proportions of somebody who works with it.

Not allowed here: how it is sent, and measuring.
"""

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.officers_load import Answer, Person
from planner.domain.access import Role

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
CHECKED = "check"
"""How the question about a move is called in the table."""
QUARTER = 15
_LISTS = ("", "?wat=te-laat", "?wat=alles&pagina=40", "?wat=taak", "?wat=vraag&pagina=2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What there is to ask about."""

    week: str
    draft: int
    items: Sequence[tuple[str, int]]
    """Activities that can still be moved, with their starts."""
    cases: Sequence[str]
    """Handles."""
    operations: Sequence[str]


@dataclass
class Planner:
    """Somebody at the desk: moves things about, asks why, changes some."""

    person: Person
    place: Place
    dice: random.Random
    version: int = 0
    tag: str = ""
    better: Mapping[str, object] | None = None
    own: int = 0
    """Changes of the own that may be taken back."""

    def turn(self) -> None:
        """Ask one thing."""
        _draw(self.dice, self._weighed())()

    def _weighed(self) -> Mapping[Callable[[], None], int]:
        return {
            self._check: 40, self._rows: 8, self._slots: 4, self._alternatives: 6, self._edit: 5, self._week: 10,
            self._head: 5, self._page: 4, self._log: 2, self._why: 3, self._cases: 5, self._case: 6, self._undo: 2,
        }  # fmt: skip

    def _ask(self, name: str, more: str, asked: Mapping[str, object]) -> Answer | None:
        path = f"/api/v1/drafts/{self.place.draft}/{more}"
        return self.person.ask(name, path, body=json.dumps(asked).encode(), headers=JSON)

    def _item(self) -> tuple[str, int]:
        return self.dice.choice(self.place.items)

    def _check(self) -> None:
        key, start = self._item()
        self._ask(CHECKED, "check", {"activity": key, "start": start + QUARTER * self.dice.randint(-8, 8)})

    def _rows(self) -> None:
        key, start = self._item()
        self._ask("rows", "rows", {"activity": key, "start": start})

    def _slots(self) -> None:
        self._ask("slots", "slots", {"activity": self._item()[0]})

    def _alternatives(self) -> None:
        answer = self._ask("alternatives", "alternatives", {"activity": self._item()[0], "count": 3})
        found = _json(answer).get("alternatives")
        if isinstance(found, list) and found:
            self.better = found[0]["edit"]

    def _edit(self) -> None:
        if self.better is None:
            self._alternatives()
            return
        body = {**self.better, "reason": "meting van de snelheid"}
        self.better = None
        self._step("edit", "edits", json.dumps(body).encode())

    def _undo(self) -> None:
        if self.own:
            self._step("undo", "undo", b"")
        else:
            self._head()

    def _step(self, name: str, more: str, body: bytes) -> None:
        path = f"/api/v1/drafts/{self.place.draft}/{more}"
        answer = self.person.ask(name, path, body=body, headers={**JSON, "If-Match": f'"{self.version}"'})
        draft = _json(answer).get("draft")
        if isinstance(draft, dict):
            self.version = int(draft["version"])
            self.own += 1 if name == "edit" else -1
        else:
            self._head()

    def _week(self) -> None:
        headers = {"If-None-Match": self.tag} if self.tag else {}
        answer = self.person.ask("week", f"/api/v1/drafts/{self.place.draft}/week", headers=headers)
        if answer is not None:
            self.tag = answer.headers.get("etag", self.tag)

    def _head(self) -> None:
        answer = self.person.ask("draft", f"/api/v1/drafts/{self.place.draft}")
        self.version = int(str(_json(answer).get("version", self.version)))

    def _page(self) -> None:
        self.person.ask("/bureau/{week}", f"/bureau/{self.place.week}")

    def _log(self) -> None:
        self.person.ask("log", f"/api/v1/drafts/{self.place.draft}/log?count=50")

    def _why(self) -> None:
        body = json.dumps({"activity": self._item()[0], "level": 1}).encode()
        self.person.ask("why", "/api/v1/why", body=body, headers=JSON)

    def _cases(self) -> None:
        self.person.ask("/zaken", f"/zaken{self.dice.choice(_LISTS)}")

    def _case(self) -> None:
        self.person.ask("/zaken/{handle}", f"/zaken/{self.dice.choice(self.place.cases)}")


@dataclass
class Regievoerder:
    """Somebody with cases of their own: the own week, the own list, case pages, and now and then a contact."""

    person: Person
    place: Place
    dice: random.Random
    cases: list[str] = field(default_factory=list)

    def turn(self) -> None:
        """Ask one thing."""
        weighed: Mapping[Callable[[], None], int] = {
            self._own_week: 30, self._list: 25, self._case: 30, self._form: 4, self._enter: 3, self._letters: 8,
        }  # fmt: skip
        _draw(self.dice, weighed)()

    def _own_week(self) -> None:
        self.person.ask("/mijn-week", self.dice.choice((f"/mijn-week/{self.place.week}", "/mijn-week")))

    def _list(self) -> None:
        answer = self.person.ask("/zaken own", f"/zaken{self.dice.choice(_LISTS)}")
        if answer is not None:
            self.cases = re.findall(r'"/zaken/([a-z2-7]{16})"', answer.body.decode()) or self.cases

    def _one(self, name: str, more: str = "", body: bytes | None = None) -> None:
        if not self.cases:
            self._list()
            return
        path = f"/zaken/{self.dice.choice(self.cases)}{more}"
        self.person.ask(name, path, body=body, headers=None if body is None else FORM)

    def _case(self) -> None:
        self._one("/zaken/{handle} own")

    def _form(self) -> None:
        self._one("/zaken/{handle}/feit/{name}", "/feit/contact")

    def _enter(self) -> None:
        body = urlencode({"met": "iom", "wijze": "telefoon", "onderwerp": "meting"}).encode()
        self._one("enter", "/feit/contact", body)

    def _letters(self) -> None:
        self.person.ask("/uitnodigingen", "/uitnodigingen")


@dataclass
class Partner:
    """Somebody who carries out: looks at the day, at one operation, and whether anything changed."""

    person: Person
    place: Place
    dice: random.Random
    role: Role

    def turn(self) -> None:
        """Ask one thing."""
        if self.role is Role.SITE:
            self.person.ask("/locatie", "/locatie" + self.dice.choice(("", "?toon=week")))
        elif self.role is Role.MISSION_DESK:
            self.person.ask("/zittingen", "/zittingen")
        else:
            _draw(self.dice, {self._day: 40, self._stand: 40, self._one: 20})()

    def _day(self) -> None:
        self.person.ask("/uitvoering", "/uitvoering")

    def _stand(self) -> None:
        self.person.ask("/uitvoering/stand", "/uitvoering/stand")

    def _one(self) -> None:
        if self.place.operations and self.role is Role.KMAR:
            self.person.ask("/uitvoering/{number}", f"/uitvoering/{self.dice.choice(self.place.operations)}")
        else:
            self._day()


def _draw(dice: random.Random, weighed: Mapping[Callable[[], None], int]) -> Callable[[], None]:
    return dice.choices(list(weighed), list(weighed.values()))[0]


def _json(answer: Answer | None) -> Mapping[str, object]:
    if answer is None or not answer.body.startswith(b"{"):
        return {}
    found: Mapping[str, object] = json.loads(answer.body)
    return found
