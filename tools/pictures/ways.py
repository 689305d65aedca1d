"""Which pages a reader comes to: from the front page along every link, a few of each kind.

Not allowed here: browsers.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from fastapi import FastAPI
from starlette.routing import Match, Mount, Route

FILES = re.compile(r"\.(?:ics|csv|png|xlsx|json|css|js|mobileconfig|pdf|zip)$|vorm=xlsx")
SAME = ("/regelboek", "/rulebook", "/algoritmekaart", "/algorithm-card", "/api", "/account")
"""Pages that are the same for every role: worth one look."""
_VARIES = re.compile(r"(?<=V-)[0-9A-F]{6}|\d+")


class Ways:
    """The addresses still to look at, and those of each kind that were."""

    def __init__(self, app: FastAPI, begin: Iterable[str], *, each: int, seen: Iterable[str] = ()) -> None:
        self._routes = [route for route in app.routes if isinstance(route, Route | Mount)]
        self._each = each
        self._seen = Counter[str](dict.fromkeys(seen, each))
        self._known = set[str]()
        self._queue = deque[str]()
        self.add(begin)

    def add(self, links: Iterable[str], here: str = "/") -> None:
        """Note links as a page names them."""
        for link in links:
            parts = urlsplit(urljoin(f"http://x{here}", link))
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.scheme == "http" and parts.netloc == "x" and path not in self._known and not FILES.search(path):
                self._known.add(path)
                self._queue.append(path)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield address and kind, while there are any; what is added meanwhile comes along."""
        while self._queue:
            path = self._queue.popleft()
            kind = self.kind_of(path)
            if self._seen[kind] < self._each:
                self._seen[kind] += 1
                yield path, kind

    def kind_of(self, path: str) -> str:
        """Return the route of an address, with how its page and its question are called, without numbers."""
        parts = urlsplit(path)
        scope = {"type": "http", "path": parts.path, "method": "GET", "headers": []}
        route = next((one.path for one in self._routes if one.matches(scope)[0] is Match.FULL), parts.path)
        if route.endswith("{path:path}"):
            viewer, page = parts.path.split("/", 3 if route.startswith("/nieuwste") else 4)[-2:]
            route = f"/nieuwste/{viewer.partition('-')[0]}/{_VARIES.sub('0', page) or 'index.html'}"
        names = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
        return f"{route}?{'&'.join(names)}" if names else route
