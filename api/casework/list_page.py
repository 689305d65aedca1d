"""The work list as somebody sees it: within reach, filtered, the least time left first, a page at a time.

Pure functions of the list. Not allowed here: making the list, and requests.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from api.casework.tools import within_reach
from api.casework.words import last_moment, left, options, said
from api.web.speech import _
from planner.domain.access import Visitor
from planner.domain.cases import TargetGroup
from planner.domain.casework import CasePhase
from planner.domain.ids import CaseId, PlaceId, RegievoerderId
from planner.domain.last_asked import LastAsked
from planner.domain.spelling import moment
from planner.domain.time import Minute
from planner.usecases.cases.work_list import WorkCase, WorkItem, WorkKind, WorkList

PAGE = 50
SHOWN = 3
"""Things to do that stand in a row; the rest is counted."""
FAR = 10**12
LATE = "te-laat"
"""The filter for what is too late."""
_KINDS = frozenset(kind.value for kind in WorkKind)
ALL = "alles"
"""The filter for every case, also those with nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to see; empty: everything with something to do."""

    office: str = ""
    regievoerder: str = ""
    group: str = ""
    phase: str = ""
    what: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wanted":
        """Return what the address asks; what is no number is page 1."""
        number = query.get("pagina", "1")
        return cls(
            office=query.get("kantoor", ""),
            regievoerder=query.get("regievoerder", ""),
            group=query.get("groep", ""),
            phase=query.get("fase", ""),
            what=query.get("wat", ""),
            page=max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1,  # noqa: PLR2004 - no page so far
        )

    def address(self, page: int) -> str:
        """Return the address of another page of the same."""
        chosen = {
            "kantoor": self.office,
            "regievoerder": self.regievoerder,
            "groep": self.group,
            "fase": self.phase,
            "wat": self.what,
            "pagina": str(page) if page > 1 else "",
        }
        query = "&".join(f"{name}={value}" for name, value in chosen.items() if value)
        return f"/zaken?{query}" if query else "/zaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing to do, in words."""

    kind: str
    what: str
    due: str
    left: str
    late: bool
    planned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One case on the list."""

    case: CaseId
    path: str
    regievoerder: str
    group: str
    phase: str
    items: tuple[Told, ...]
    more: int
    left: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """What the template shows."""

    rows: tuple[Row, ...]
    wanted: Wanted
    cases: int
    """Within reach, after filtering."""
    late: int
    page: int
    pages: int
    offices: list[tuple[str, str]]
    regievoerders: list[tuple[str, str]]
    groups: list[tuple[str, str]]
    phases: list[tuple[str, str]]
    kinds: list[tuple[str, str]]
    made: str

    @property
    def codes(self) -> list[CaseId]:
        """The cases that are shown, for the log of reads."""
        return [row.case for row in self.rows]


def mine(found: WorkList, visitor: Visitor, now: Minute) -> list[WorkCase]:
    """Return the cases within somebody's reach."""
    own = found.stands_in_for(RegievoerderId(visitor.code), now) if visitor.code else frozenset()
    by_owner = _BY_OWNER.of(found)
    within = [owner for owner in by_owner if within_reach(visitor, owner, own)]
    if len(within) == len(by_owner):
        return list(found.cases.values())
    return [line for owner in within for line in by_owner[owner]]


def _by_owner(found: WorkList) -> Mapping[RegievoerderId | None, list[WorkCase]]:
    """Return the cases of each regievoerder."""
    lines: dict[RegievoerderId | None, list[WorkCase]] = defaultdict(list)
    for line in found.cases.values():
        lines[line.regievoerder].append(line)
    return lines


_BY_OWNER = LastAsked(_by_owner)


def list_page(
    found: WorkList,
    visitor: Visitor,
    wanted: Wanted,
    *,
    now: Minute,
    path_of: Callable[[CaseId], str],
    places: Mapping[PlaceId, str],
) -> ListPage:
    """Return one page of the list, in the language spoken now."""
    reach = mine(found, visitor, now)
    fitting = [line for line in reach if _fits(line, wanted, found, now)]
    fitting.sort(key=lambda line: (_presses(line, wanted), line.case))
    pages = max(1, -(-len(fitting) // PAGE))
    page = min(wanted.page, pages)
    chosen = fitting[(page - 1) * PAGE : page * PAGE]
    owners = sorted({line.regievoerder for line in reach if line.regievoerder is not None})
    offices = sorted({found.offices[owner] for owner in owners if owner in found.offices})
    return ListPage(
        rows=tuple(_row(line, wanted, now, path_of) for line in chosen),
        wanted=wanted,
        cases=len(fitting),
        late=sum(_is_late(line, now) for line in fitting),
        page=page,
        pages=pages,
        offices=[("", _("alle kantoren")), *((office, places.get(office, office)) for office in offices)],
        regievoerders=[("", _("alle")), *((owner, owner) for owner in owners)],
        groups=options(TargetGroup, _("alle")),
        phases=options(CasePhase, _("alle")),
        kinds=[("", _("iets te doen")), (LATE, _("te laat")), *options(WorkKind), (ALL, _("alle zaken"))],
        made=moment(found.at),
    )


def matches(found: WorkList, visitor: Visitor, text: str, now: Minute) -> list[CaseId]:
    """Return the codes within reach that are, or hold, what was typed; an exact one alone."""
    asked = text.strip().upper()
    codes = [line.case for line in mine(found, visitor, now) if asked in line.case.upper()] if asked else []
    exact = [code for code in codes if code.upper() == asked]
    return exact or sorted(codes)


def _fits(line: WorkCase, wanted: Wanted, found: WorkList, now: Minute) -> bool:
    if wanted.office and found.offices.get(line.regievoerder or RegievoerderId("")) != wanted.office:
        return False
    if wanted.regievoerder and line.regievoerder != wanted.regievoerder:
        return False
    if wanted.group and line.target_group.value != wanted.group:
        return False
    if wanted.phase and (line.phase is None or line.phase.value != wanted.phase):
        return False
    if wanted.what == LATE:
        return _is_late(line, now)
    return wanted.what == ALL or bool(_asked(line, wanted))


def _asked(line: WorkCase, wanted: Wanted) -> tuple[WorkItem, ...]:
    if wanted.what in _KINDS:
        return tuple(item for item in line.items if item.kind == wanted.what)
    return line.items


def _presses(line: WorkCase, wanted: Wanted) -> int:
    """Return when the first thing that is asked must be done: things to do stand in that order."""
    asked = _asked(line, wanted)
    due = asked[0].due if asked else None
    return FAR if due is None else due


def _is_late(line: WorkCase, now: Minute) -> bool:
    return line.due is not None and line.due <= now


def _row(line: WorkCase, wanted: Wanted, now: Minute, path_of: Callable[[CaseId], str]) -> Row:
    asked = _asked(line, wanted)
    first = next((item.due for item in asked if item.due is not None), None)
    return Row(
        case=line.case,
        path=path_of(line.case),
        regievoerder=line.regievoerder or "",
        group=said(line.target_group),
        phase=said(line.phase),
        items=tuple(tell(asked[:SHOWN], now)),
        more=max(0, len(asked) - SHOWN),
        left=left(first, now),
        late=first is not None and first <= now,
    )


def tell(items: Iterable[WorkItem], now: Minute) -> Iterable[Told]:
    """Yield things to do in words."""
    for item in items:
        yield Told(
            kind=said(item.kind),
            what=_(item.what) if isinstance(item.what, str) else str(item.what),
            due=last_moment(item.due),
            left=left(item.due, now),
            late=item.due is not None and item.due <= now,
            planned="" if item.planned is None else moment(item.planned),
        )
