"""Walks through the pages of a role: what it may open, and what those lead to. Not allowed here: what is expected."""

import html
import re
from collections import deque
from collections.abc import Iterator

from httpx2 import Response

from planner.domain.access import Role
from tests.security.asking import Ask
from tests.security.cells import cells, read_table
from tests.security.made import Made, answers

MOST_PAGES = 200
GENERAL = ("/regelboek", "/rulebook", "/algoritmekaart", "/algorithm-card", "/static", "/openapi.json", "/api",
           "/hulp", "/afmelden", "/favicon")  # fmt: skip
"""The same for everybody, whatever is planned: what stands there says nothing about a case."""
_LINK = re.compile(r'(?:href|src)="(/[^"#]*)')


def walked(here: Made, role: Role) -> Iterator[tuple[str, Response]]:
    """Yield every page that a role may open, and every page that those lead to."""
    table = read_table()
    opened = (one for one in cells(here) if one.method == "GET" and table.get(one.key, {}).get(role.value) == "200")
    waiting = deque(cell.ask(here, role.value).path for cell in opened)
    seen = set[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        if path in seen or path.startswith(GENERAL):
            continue
        seen.add(path)
        ask = Ask(visitor=role.value, method="GET", path=path, headers={"accept": "text/html,*/*"})
        (answer,) = answers(here, [ask])
        if answer.status_code != 200:
            continue
        yield path, answer
        text = text_of(answer, raw=True)
        waiting.extend(html.unescape(link) for link in _LINK.findall(text))
        waiting.extend(_beside(path, text))


def text_of(answer: Response, *, raw: bool = False) -> str:
    """Return what an answer says; ``raw``: as it is written."""
    text = answer.content.decode("utf-8", "replace")
    return text if raw else html.unescape(text)


def _beside(path: str, text: str) -> list[str]:
    """Return the pages of a publication that a page names by their place beside it."""
    folder = path.rpartition("/")[0]
    if not path.startswith(("/publicaties/", "/nieuwste/")):
        return []
    return [f"{folder}/{name}" for name in re.findall(r'href="([^"/:#?][^":#?]*)"', text) if ".." not in name]
