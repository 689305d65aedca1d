"""The pages with sheets of one release: a list of days, all sheets of a day, and each sheet alone.

Not allowed here: what a sheet says (``escort`` and ``transport``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup

from api.pages.lookup import Lookup
from api.pages.page import HTML, SCRIPT, Page, later
from api.pages.roads import Rides
from api.pages.sheets.crew import break_words
from api.pages.sheets.escort import EscortOperation, escort_operations, escorts_of
from api.pages.sheets.newer import code_picture, sheet_address
from api.pages.sheets.pictures import RidePictures
from api.pages.sheets.transport import CHECKS, TransportOperation, transport_operations
from api.pages.templating import render
from api.pages.viewer import Role
from api.web.speech import _, ngettext
from maps.anchors import route_anchor
from planner.domain.ids import VehicleId
from planner.domain.spelling import long_date, short_date
from planner.domain.wording import either

SCRIPT_FILE = Path(__file__).parent.parent.parent / "static" / "blad.js"
DAYS = "Per dag"
ESCORT, TRANSPORT = "escortbladen", "vervoersbladen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One operation in the list of a day."""

    path: str
    time: str
    latest: str
    what: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day in the list."""

    iso: str
    short: str
    title: str
    all_of_it: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetShelf:
    """The sheets of one release for one role. ``address`` is where the server is reached from, empty: not known."""

    lookup: Lookup
    rides: Rides
    address: str = ""

    @property
    def pictures(self) -> RidePictures:
        """The pictures of the ways on the sheets."""
        return RidePictures(rides=self.rides)

    def pages(self, role: Role, maps: Collection[str] = ()) -> dict[str, Page]:
        """Return what a role can open; ``maps`` are the paths of the maps that it has."""
        if role is Role.KMAR:
            return dict(self._escort(maps))
        return dict(self._transport(maps)) if role is Role.DJI else {}

    def _escort(self, maps: Collection[str]) -> Iterator[tuple[str, Page]]:
        days: dict[date, list[EscortOperation]] = defaultdict(list)
        for one in escort_operations(self.lookup):
            days[one.day].append(one)
        if not days:
            return
        yield from self._frame(Role.KMAR, [_escort_day(day, found) for day, found in sorted(days.items())])
        for day, found in sorted(days.items()):
            title = either(f"Escortbladen {long_date(day)}", f"Escort sheets {long_date(day)}")
            content = later(self._escort_sheet, title, day, tuple(found), maps)
            yield f"{ESCORT}/{day.isoformat()}.html", Page(_("Escortbladen"), short_date(day), HTML, content)
            for one in found:
                content = later(
                    self._escort_sheet,
                    either(f"Escortblad {one.reference}", f"Escort sheet {one.reference}"),
                    day,
                    (one,),
                    maps,
                )
                yield f"{ESCORT}/{one.reference}.html", Page("", "", HTML, content)
            yield from self.pictures.pages(ESCORT, found)

    def _transport(self, maps: Collection[str]) -> Iterator[tuple[str, Page]]:
        days: dict[date, list[TransportOperation]] = defaultdict(list)
        for one in transport_operations(self.lookup):
            days[one.day].append(one)
        if not days:
            return
        yield from self._frame(Role.DJI, [_transport_day(day, found) for day, found in sorted(days.items())])
        for day, found in sorted(days.items()):
            ordered = tuple(sorted(found, key=lambda one: one.vehicle))
            title = either(f"Vervoersbladen {long_date(day)}", f"Transport sheets {long_date(day)}")
            content = later(self._transport_sheet, title, day, ordered, maps)
            yield f"{TRANSPORT}/{day.isoformat()}.html", Page(_("Vervoersbladen"), short_date(day), HTML, content)
            for one in found:
                content = later(
                    self._transport_sheet,
                    either(f"Vervoersblad {one.reference}", f"Transport sheet {one.reference}"),
                    day,
                    (one,),
                    maps,
                )
                yield f"{TRANSPORT}/{one.reference}.html", Page("", "", HTML, content)
            yield from self.pictures.pages(TRANSPORT, found)

    def _frame(self, role: Role, days: Sequence[Day]) -> Iterator[tuple[str, Page]]:
        yield "blad.js", Page("", "", SCRIPT, SCRIPT_FILE.read_bytes)
        yield "dagen.html", Page(_(DAYS), _("Vandaag, morgen en verder"), HTML, later(self._days, role, tuple(days)))

    def _days(self, role: Role, days: tuple[Day, ...]) -> bytes:
        return render("bladdagen.html", self.lookup.release, role, title=_("Opdrachten per dag"), days=days)

    def _escort_sheet(
        self, title: str, day: date, operations: tuple[EscortOperation, ...], maps: Collection[str]
    ) -> bytes:
        links = {
            _("Kaart van de ritten"): f"kaarten/vervoer-{day.isoformat()}.html",
            _("Vluchten"): "kaarten/vluchten.html",
        }
        return render(
            "escortblad.html",
            self.lookup.release,
            Role.KMAR,
            title=title,
            depth=1,
            day=long_date(day),
            operations=operations,
            codes=self._codes(operations),
            maps={name: path for name, path in links.items() if path in maps},
            pictures={one.reference: self.pictures.on(one) for one in operations},
        )

    def _transport_sheet(
        self, title: str, day: date, operations: tuple[TransportOperation, ...], maps: Collection[str]
    ) -> bytes:
        return render(
            "vervoersblad.html",
            self.lookup.release,
            Role.DJI,
            title=title,
            depth=1,
            day=long_date(day),
            operations=operations,
            codes=self._codes(operations),
            checks=tuple(map(_, CHECKS)),
            maps={one.reference: _ride_maps(one, maps) for one in operations},
            pictures={one.reference: self.pictures.on(one) for one in operations},
            breaks={one.reference: self._breaks(one) for one in operations},
        )

    def _breaks(self, one: TransportOperation) -> Sequence[str]:
        return break_words(self.lookup, self.rides.travel, VehicleId(one.vehicle), one.starts, one.day)

    def _codes(self, operations: Sequence[EscortOperation | TransportOperation]) -> Mapping[str, Markup]:
        if not self.address:
            return {}
        number = self.lookup.release.number
        return {
            one.reference: Markup(code_picture(sheet_address(self.address, one.reference, number)))  # noqa: S704 - our own SVG
            for one in operations
        }


def _ride_maps(one: TransportOperation, maps: Collection[str]) -> dict[str, str]:
    """Return the maps of a ride that the viewer has: of the vehicle, for paper, and of the whole day."""
    name = f"kaarten/rit-{one.vehicle}-{one.day.isoformat()}"
    links = {
        _("Kaart van de rit"): f"{name}.html",
        _("Kaart voor papier"): f"{name}.png",
        _("Alle ritten van de dag"): f"kaarten/vervoer-{one.day.isoformat()}.html",
    }
    found = {word: path for word, path in links.items() if path in maps}
    whole = _("Alle ritten van de dag")
    if whole in found:
        found[whole] += f"#{route_anchor(one.vehicle)}"
    return found


def _escort_day(day: date, found: Sequence[EscortOperation]) -> Day:
    lines = (
        Line(
            path=f"{ESCORT}/{one.reference}.html",
            time=one.briefing or one.hand_over,
            latest=_("uiterlijk bij KMar %(time)s", time=one.hand_over),
            what=f"{one.reference}, {_('vlucht %(flight)s om %(time)s', flight=one.flight, time=one.departs)}",
            more=f"{_persons(len(one.persons))}, {escorts_of(one)}",
        )
        for one in sorted(found, key=lambda one: (one.hand_over, one.reference))
    )
    return _day(day, ESCORT, tuple(lines))


def _transport_day(day: date, found: Sequence[TransportOperation]) -> Day:
    lines = (
        Line(
            path=f"{TRANSPORT}/{one.reference}.html",
            time=one.pickup_time,
            latest=_("uiterlijk daar %(time)s", time=one.arrive_latest),
            what=f"{one.vehicle}, {one.pickup_place}",
            more=_(
                "%(reference)s, %(persons)s naar %(place)s",
                reference=one.reference,
                persons=_persons(one.persons),
                place=one.arrive_place,
            ),
        )
        for one in sorted(found, key=lambda one: (one.pickup_time, one.reference))
    )
    return _day(day, TRANSPORT, tuple(lines))


def _day(day: date, folder: str, lines: tuple[Line, ...]) -> Day:
    return Day(
        iso=day.isoformat(),
        short=short_date(day),
        title=long_date(day),
        all_of_it=f"{folder}/{day.isoformat()}.html",
        lines=lines,
    )


def _persons(number: int) -> str:
    return ngettext("%(num)s persoon", "%(num)s personen", number)
