"""Releases and their pages, kept at hand. A release never changes, so what is made of it may be kept."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from api.address import configured_address
from api.pages.page import Page
from api.pages.roads import Rides, Roads
from api.pages.site import pages, viewers
from api.pages.viewer import Role, Viewer
from api.roads import configured_roads, rides_of
from api.server.policy import policy_of
from api.tiles import configured_tiles
from api.web.people import called
from planner.domain.messages import Message
from planner.domain.release import Release
from planner.domain.wording import Language, language
from planner.ports.store import Store
from planner.usecases.publishing.tell_inspectorate import told_inspectorate

K = TypeVar("K", bound=Hashable)
RELEASES_KEPT = 4
CONTENT_KEPT_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A page as it is sent: its bytes, its tag and what it may load."""

    content: bytes
    media_type: str
    etag: str
    policy: str


class Shelf:
    """Looks up what one viewer may open of one release."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._release = lru_cache(maxsize=RELEASES_KEPT)(self._load)
        self._stock: _Stock | None = None

    def newest(self) -> int:
        """Return the number of the newest release, 0 when there is none."""
        with self._store.reading() as transaction:
            return transaction.releases.newest_number()

    def release(self, number: int) -> Release | None:
        """Return a release, or None for a number that does not exist."""
        return self._release(number) if 1 <= number <= self.newest() else None

    def viewers(self, release: Release, role: Role) -> tuple[Viewer, ...]:
        """Return the viewers of a role that have something to see."""
        return tuple(viewer for viewer in viewers(release) if viewer.role is role)

    def told_inspectorate(self, number: int) -> tuple[Message, ...]:
        """Return what the inspectorate was told about releases up to a number, newest first."""
        with self._store.reading() as transaction:
            return told_inspectorate(transaction, number)

    def roads(self) -> Roads:
        """Return the roads that pages are made with now; another object when others were put in place."""
        return self._now().roads

    def paths(self, number: int, viewer: Viewer) -> tuple[str, ...]:
        """Return the paths of a viewer's pages, none for a release that does not exist."""
        return () if self.release(number) is None else tuple(self._now().pages(number, viewer, language()))

    def copy(self, number: int, viewer: Viewer, path: str) -> Copy | None:
        """Return a page in the language spoken now, or None when this viewer has no such page in this release."""
        if self.release(number) is None:
            return None
        stock, spoken = self._now(), language()
        kept = stock.copies.get((number, viewer, path, spoken))
        if kept is not None:
            return kept
        page = stock.pages(number, viewer, spoken).get(path)
        return None if page is None else stock.copies.put((number, viewer, path, spoken), _copy(page))

    def _load(self, number: int) -> Release:
        with self._store.reading() as transaction:
            return transaction.releases.load(number)

    def _now(self) -> "_Stock":
        """Return what was made with the roads of now; begins anew when others were put in place or taken away."""
        roads, stock = configured_roads(), self._stock
        if stock is None or stock.roads is not roads:
            self._stock = stock = _Stock(self._store, self._release, roads)
        return stock


class _Stock:
    """Pages and copies made with certain roads."""

    def __init__(self, store: Store, release: Callable[[int], Release], roads: Roads) -> None:
        self.roads = roads
        self.copies: _Kept[tuple[int, Viewer, str, Language]] = _Kept(CONTENT_KEPT_BYTES)
        self.pages = lru_cache(maxsize=256)(self._list)
        self._rides = lru_cache(maxsize=RELEASES_KEPT)(self._find)
        self._store = store
        self._release = release

    def _list(self, number: int, viewer: Viewer, _spoken: Language) -> Mapping[str, Page]:
        release = self._release(number)
        if viewer not in viewers(release):
            return {}
        previous = self._release(number - 1) if number > 1 else None
        return pages(
            release,
            viewer,
            self._rides(number),
            previous,
            configured_tiles(),
            served=True,
            address=configured_address(),
            names=called(self._store, (one.approved_by for one in release.standbys)),
        )

    def _find(self, number: int) -> Rides:
        with self._store.reading() as books:
            return rides_of(books, self._release(number), self.roads)


class _Kept(Generic[K]):
    """The copies used last, up to a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._copies: OrderedDict[K, Copy] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> Copy | None:
        with self._lock:
            if key in self._copies:
                self._copies.move_to_end(key)
            return self._copies.get(key)

    def put(self, key: K, copy: Copy) -> Copy:
        with self._lock:
            if key not in self._copies:
                self._copies[key] = copy
                self._size += len(copy.content)
            while self._size > self._limit and len(self._copies) > 1:
                _, oldest = self._copies.popitem(last=False)
                self._size -= len(oldest.content)
        return copy


def _copy(page: Page) -> Copy:
    content = page.render()
    return Copy(
        content=content,
        media_type=page.media_type,
        etag=etag_of(content),
        policy=policy_of(content, page.pictures_from),
    )


def etag_of(content: bytes) -> str:
    """Return the strong tag of content."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
