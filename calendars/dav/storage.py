"""Radicale's storage, sign-in and rights over the books. The only file that imports radicale, beside ``application``.

Not allowed here: what is in a collection (see ``books``).
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from email.utils import format_datetime
from typing import ClassVar, overload
from xml.etree.ElementTree import Element

from radicale import item as radicale_item
from radicale import pathutils
from radicale.auth import BaseAuth
from radicale.rights import BaseRights
from radicale.storage import BaseCollection, BaseStorage

from calendars.dav.books import Collection, Item
from planner.domain.civil import to_utc
from planner.domain.time import Minute

SYNC = "http://vertrekplanner/sync/"
COLOURS = {"rooster": "#154273ff", "afwezig": "#a90061ff"}
Collections = Callable[[str], Mapping[str, Collection]]
"""The collections of a user."""


class DavItem(radicale_item.Item):
    """An object whose copy is read anew: Radicale changes what it read when it expands recurrences."""

    def __copy__(self) -> "DavItem":
        """Return the object as it is kept."""
        return DavItem(
            collection=self.collection,
            href=self.href,
            text=self.serialize(),
            etag=self.etag,
            uid=self.uid,
            name=self.name,
            component_name=self.component_name,
            time_range=self.time_range,
            last_modified=self.last_modified,
        )


class DavCollection(BaseCollection):
    """The root, a person, or one of the person's collections."""

    def __init__(self, path: str, books: Collection | None = None) -> None:
        self._path = path
        self._books = books

    @property
    def path(self) -> str:
        """The path without slashes around it."""
        return self._path

    @property
    def tag(self) -> str:
        """Whether it is a calendar."""
        return "VCALENDAR" if self._books is not None else ""

    @property
    def etag(self) -> str:
        """Changes with the revision."""
        return f'"{self._path}.{self._books.revision() if self._books else 0}"'

    @property
    def last_modified(self) -> str:
        """When the newest of it changed."""
        changed = [item.changed_at for item in self._books.items()] if self._books else []
        return format_datetime(to_utc(max(changed, default=Minute(0))), usegmt=True)

    @overload
    def get_meta(self, key: None = None) -> Mapping[str, str]: ...

    @overload
    def get_meta(self, key: str) -> str | None: ...

    def get_meta(self, key: str | None = None) -> Mapping[str, str] | str | None:
        """Return properties; they are fixed."""
        name = self._path.rpartition("/")[2]
        found = (
            {
                "tag": "VCALENDAR",
                "D:displayname": self._books.title,
                "ICAL:calendar-color": COLOURS[name],
                "C:supported-calendar-component-set": "VEVENT",
            }
            if self._books is not None
            else {}
        )
        return found if key is None else found.get(key)

    def set_meta(self, props: Mapping[str, str]) -> None:
        """Refuse: properties are fixed."""
        raise ValueError("properties are read only")

    def get_all(self) -> Iterable[radicale_item.Item]:
        """Return every object."""
        return [self._item(item) for item in self._books.items()] if self._books else []

    def get_multi(self, hrefs: Iterable[str]) -> Iterable[tuple[str, radicale_item.Item | None]]:
        """Return the objects with these names, None for those that are not there."""
        known = {item.name: item for item in self._books.items()} if self._books else {}
        return [(href, self._item(known[href]) if href in known else None) for href in hrefs]

    def get_filtered(self, filters: Iterable[Element]) -> Iterable[tuple[radicale_item.Item, bool]]:
        """Return what may match; Radicale looks closer."""
        return [(item, False) for item, _ in super().get_filtered(filters)]

    def sync(self, old_token: str = "") -> tuple[str, Iterable[str]]:
        """Return the newest token, and what changed since the old one; raise ValueError for a token too old."""
        if self._books is None:
            raise ValueError("not a calendar")
        if not old_token:
            return self._token(self._books.revision()), [item.name for item in self._books.items()]
        prefix = self._token("")
        number = old_token.removeprefix(prefix)
        changes = self._books.changes(int(number)) if old_token.startswith(prefix) and number.isdecimal() else None
        if changes is None:
            raise ValueError("the token is not known any more")
        return self._token(changes.token), changes.names

    def upload(self, href: str, item: radicale_item.Item) -> tuple[radicale_item.Item, radicale_item.Item | None]:
        """Keep an object; raise ValueError when it is not taken."""
        if self._books is None:
            raise ValueError("not a calendar")
        before = next((one for one in self._books.items() if one.name == href), None)
        kept = self._item(self._books.put(href, item.serialize()))
        return kept, self._item(before) if before is not None else None

    def delete(self, href: str | None = None) -> None:
        """Remove an object; whole collections stay."""
        if self._books is None or href is None:
            raise ValueError("collections cannot be removed")
        self._books.delete(href)

    def _token(self, revision: int | str) -> str:
        return f"{SYNC}{self._path}/{revision}"

    def _item(self, item: Item) -> radicale_item.Item:
        return DavItem(
            collection=self,
            href=item.name,
            text=item.text,
            etag=item.etag,
            uid=item.uid,
            name="VCALENDAR",
            component_name="VEVENT",
            time_range=(int(to_utc(item.start).timestamp()), int(to_utc(item.end).timestamp())),
            last_modified=format_datetime(to_utc(item.changed_at), usegmt=True),
        )


class DavStorage(BaseStorage):
    """Finds collections; ``of`` is set by ``application``."""

    of: ClassVar[Collections]
    _is_collision_free = _supports_unicode = _supports_trailing_whitespace = _supports_problematic_chars = True

    def discover(
        self,
        path: str,
        depth: str = "0",
        child_context_manager: Callable[[str, str | None], contextlib.AbstractContextManager[None]] | None = None,
        user_groups: set[str] | None = None,
    ) -> Iterator[DavCollection | radicale_item.Item]:
        """Give what is at a path, and what is directly below it unless ``depth`` is 0."""
        around = child_context_manager or (lambda _path, _name: contextlib.nullcontext())
        parts = [part for part in pathutils.strip_path(path).split("/") if part]
        if not parts:
            yield DavCollection("")
            return
        known = type(self).of(parts[0])
        if len(parts) == 1:
            yield DavCollection(parts[0])
            for name, books in known.items() if depth != "0" else ():
                with around(f"{parts[0]}/{name}", None):
                    yield DavCollection(f"{parts[0]}/{name}", books)
            return
        found = known.get(parts[1])
        if found is None:
            return
        collection = DavCollection("/".join(parts[:2]), found)
        if len(parts) > 2:  # noqa: PLR2004 - an object inside a collection
            yield from (item for _, item in collection.get_multi(["/".join(parts[2:])]) if item is not None)
            return
        yield collection
        for item in collection.get_all() if depth != "0" else ():
            with around(collection.path, item.href):
                yield item

    def move(self, item: radicale_item.Item, to_collection: BaseCollection, to_href: str) -> None:
        """Refuse: objects stay where they are made."""
        raise ValueError("moving is not possible")

    def create_collection(
        self,
        href: str,
        items: Iterable[radicale_item.Item] | None = None,
        props: Mapping[str, str] | None = None,
    ) -> tuple[BaseCollection, dict[str, radicale_item.Item], list[str]]:
        """Refuse: everybody has the same two."""
        raise ValueError("collections cannot be made")

    @contextlib.contextmanager
    def acquire_lock(self, mode: str, user: str = "", *_args: object, **_kwargs: object) -> Iterator[None]:
        """Do nothing: each read and each write is one transaction of the books."""
        yield

    def verify(self) -> bool:
        """Return that all is well: the books check themselves."""
        return True


class DavAuth(BaseAuth):
    """Signs in with a device's leave; ``signs_in`` is set by ``application``."""

    signs_in: ClassVar[Callable[[str, str], bool]]

    def _login(self, login: str, password: str) -> str:
        return login if type(self).signs_in(login, password) else ""


class DavRights(BaseRights):
    """Everybody sees the own collections and writes in one of them."""

    def authorization(self, user: str, user_groups: set[str], path: str) -> str:
        """Return what a user may do at a path."""
        place = pathutils.strip_path(path)
        if not user:
            return ""
        if place in {"", user}:
            return "R"
        owner, _, rest = place.partition("/")
        if owner != user:
            return ""
        return "rw" if rest.partition("/")[0] == "afwezig" else "r"
