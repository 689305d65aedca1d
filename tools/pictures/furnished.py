"""What makes pages worth a picture beside a published week: links to partners, a message, an agenda, a sheet.

Works on a copy of the books alone. Not allowed here: browsers.
"""

from collections.abc import Iterator

from planner.domain.activities import ActivityKind
from planner.domain.feeds import CalendarKind, CalendarRef
from planner.domain.messages import Change, ChangeKind, Channel, Message
from planner.domain.release import Release, operation_number
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.access.accounts import FIRST_LOGIN
from planner.usecases.agendas.agenda_links import make_agenda_link
from planner.usecases.agendas.feed_access import AccessWanted, grant_access
from planner.usecases.partners.partner_links import invite_partner
from planner.usecases.publishing.tell_changes import seen_token
from tools.pictures.readers import NothingPublishedError, busiest

PARTNER = "ADVOCAAT-07"


def outside_addresses(store: Store, clock: Clock) -> tuple[str, ...]:
    """Put something behind each page that needs no account, and return the addresses of all of them."""
    with store.reading() as books:
        release = books.releases.newest()
    if release is None:
        raise NothingPublishedError
    return ("/aanmelden", "/aanmelden/afgemeld", f"/wachtwoord/{FIRST_LOGIN}", *_with_links(store, clock, release))


def _with_links(store: Store, clock: Clock, release: Release) -> Iterator[str]:
    owner = busiest(release)
    grant_access(
        store,
        clock,
        AccessWanted(owner=owner, label="telefoon", calendars=(CalendarRef(CalendarKind.PERSONAL, owner),)),
    )
    yield make_agenda_link(store, clock, owner, hours=48, actor="beelden").path
    kinds = {activity.key: activity.kind for activity in release.activities}
    coming = sorted((item for item in release.appointments if item.start > clock.now()), key=lambda item: item.start)
    talks = [item for item in coming if kinds[item.activity] is ActivityKind.CONVERSATION]
    if talks:
        made = invite_partner(store, clock, talks[0].activity, PARTNER, reference="N-2026-0815", actor="beelden")
        yield f"/voorstel/{made.number}/{made.token}"
    gone = [item for item in release.appointments if kinds[item.activity] is ActivityKind.DEPARTURE]
    yield from (f"/blad/{operation_number(release, item)}/{release.number}" for item in gone[:1])
    yield _message(store, clock, release, owner)


def _message(store: Store, clock: Clock, release: Release, owner: str) -> str:
    moved = release.appointments[0]
    changes = (
        Change(kind=ChangeKind.MOVED, what="Gesprek", before=moved.start, after=moved.end, why="op verzoek"),
        Change(kind=ChangeKind.CANCELLED, what="Overleg", before=moved.start, why="hoeft niet meer"),
    )
    made = Message(
        key=f"beelden|{owner}",
        release=release.number,
        calendar=str(CalendarRef(CalendarKind.PERSONAL, owner)),
        channel=Channel.MAIL,
        address="rooster@voorbeeld.example",
        changes=changes,
        made_at=clock.now(),
        due_at=clock.now(),
    )
    with store.transaction() as books:
        books.outbox.add(made)
    with store.reading() as books:
        number = max(number for number, one in books.outbox.of_release(release.number) if one.key == made.key)
    return f"/bericht/{number}/{seen_token(release.secret, number)}"
