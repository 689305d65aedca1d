"""The map of a week's presentations: sessions as circles, lines from where persons come, and the same in tables.

Not allowed here: rights (the view-model holds only what the viewer may see), files.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from maps import saying
from maps.anchors import anchor, distinct
from maps.layers import Base, Kind
from maps.offline import RenderedPage
from maps.page import ONE_FILE, Delivery, MapPage
from maps.palette import LineStyle, line_style
from maps.sites import SiteGroup, drawn_groups, mark, way
from maps.week_view import MissionSession, PresentationWeek, Trip
from planner.domain.spelling import long_date, week_name
from planner.domain.wording import either


@dataclass(frozen=True, slots=True, kw_only=True)
class TripRow:
    """A row of the table: somebody comes."""

    id: str
    trip: Trip


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionBlock:
    """One session: its circle and its rows."""

    id: str
    session: MissionSession
    amount: str
    rows: tuple[TripRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDay:
    """The sessions of one day: a legend line and a table."""

    id: str
    day: date
    style: LineStyle
    summary: str
    sessions: tuple[SessionBlock, ...]


def render_presentation_map(week: PresentationWeek, delivery: Delivery = ONE_FILE) -> RenderedPage:
    """Return the page of a week; the same view-model gives the same bytes."""
    days = _days(week)
    sunday = week.monday + timedelta(days=6)
    return MapPage(
        title=f"{week.title} {week_name(week.monday)}",
        template="presentation_map.html",
        words={
            "week": week,
            "days": days,
            "period": f"{long_date(week.monday)} {either('tot en met', 'to')} {long_date(sunday)}",
            "summary": " · ".join(
                (
                    saying.sessions(len(week.sessions)),
                    saying.persons(sum(session.persons for session in week.sessions)),
                )
            ),
        },
        kind=Kind.SITES,
        base=Base.NETHERLANDS,
        data=drawn_groups(tuple(_group(day) for day in days)),
    ).render(delivery)


def _days(week: PresentationWeek) -> tuple[SessionDay, ...]:
    days = []
    for index, day in enumerate(sorted({session.date for session in week.sessions})):
        sessions = [session for session in week.sessions if session.date == day]
        ids = distinct(anchor("zitting", day.isoformat(), one.time, one.code, one.place) for one in sessions)
        blocks = tuple(_block(block_id, session) for block_id, session in zip(ids, sessions, strict=True))
        persons = saying.persons(sum(session.persons for session in sessions))
        days.append(
            SessionDay(
                id=f"dag-{day.isoformat()}",
                day=day,
                style=line_style(index),
                summary=f"{saying.sessions(len(sessions))}, {persons}",
                sessions=blocks,
            )
        )
    return tuple(days)


def _block(block_id: str, session: MissionSession) -> SessionBlock:
    quota = either(f" van {session.quota} plaatsen", f" of {session.quota} places") if session.quota else ""
    return SessionBlock(
        id=block_id,
        session=session,
        amount=f"{saying.persons(session.persons)}{quota}",
        rows=tuple(TripRow(id=f"{block_id}-p{n}", trip=trip) for n, trip in enumerate(session.trips, start=1)),
    )


def _group(day: SessionDay) -> SiteGroup:
    return SiteGroup(
        id=day.id,
        style=day.style,
        marks=tuple(
            mark(
                block.id,
                block.session.at,
                amount=block.session.persons,
                sign=str(block.session.persons),
                rows=tuple(row.id for row in block.rows),
            )
            for block in day.sessions
        ),
        ways=tuple(
            drawn
            for block in day.sessions
            for row in block.rows
            if row.trip.origin is not None
            for drawn in way(f"{row.id}-w", row.trip.origin, block.session.at, times=row.trip.persons, rows=(row.id,))
        ),
    )
