"""The page on which somebody says to have seen a message. Who has its link has the message; nothing else is shown.

Not allowed here: sending messages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.server.asking import client_of
from api.server.lockout import Lockout
from api.server.policy import WITH_FORM
from api.web.declare import asks
from api.web.frame import page
from api.web.refusals import refusal
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.messages import Change, ChangeKind, Message
from planner.domain.spelling import moment, stamp
from planner.domain.wording import speaking
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.publishing.tell_changes import message_of, note_seen

MESSAGES = "/bericht/"
POLICY = {"Content-Security-Policy": WITH_FORM}
KINDS = {
    ChangeKind.NEW: ("nieuw", "ok"),
    ChangeKind.MOVED: ("verplaatst", "info"),
    ChangeKind.CHANGED: ("gewijzigd", "info"),
    ChangeKind.CANCELLED: ("vervallen", "bad"),
}
"""What happened, in a word, and in which tone; Dutch, translated where shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change as the page shows it."""

    kind: str
    tone: str
    what: str
    when: str
    why: str


class Messages:
    """Answers readers of messages."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._lockout = Lockout()

    def routes(self) -> list[Route]:
        """Return the routes of messages."""
        path = MESSAGES + "{number:int}/{token}"
        return [
            Route(path, self.show, methods=["GET"], include_in_schema=False),
            Route(path, self.seen, methods=["POST"], include_in_schema=False),
        ]

    @asks(Permission.CREDENTIAL)
    def show(self, request: Request) -> Response:
        """Show the message with a button. Looking is not confirming: mail programs open links by themselves."""
        if self._waits(request):
            return refusal(request, HTTPStatus.TOO_MANY_REQUESTS)
        found = message_of(self._store, request.path_params["number"], request.path_params["token"])
        return self._answer(request, found)

    @asks(Permission.CREDENTIAL)
    def seen(self, request: Request) -> Response:
        """Note that the message was seen."""
        if self._waits(request):
            return refusal(request, HTTPStatus.TOO_MANY_REQUESTS)
        found = note_seen(self._store, self._clock, request.path_params["number"], request.path_params["token"])
        return self._answer(request, found)

    def _answer(self, request: Request, message: Message | None) -> Response:
        if message is None:
            self._lockout.wrong(client_of(request))
            return refusal(request, HTTPStatus.NOT_FOUND)
        with speaking(language_of(request)):
            return page(request, "buiten/bericht.html", title="Roosterwijziging", headers=POLICY, values=_told(message))

    def _waits(self, request: Request) -> bool:
        return self._lockout.wait(client_of(request)) > 0


def _told(message: Message) -> Mapping[str, object]:
    return {
        "release": message.release,
        "calendar": message.calendar.partition("/")[2] or message.calendar,
        "office": message.office,
        "lines": [_line(change) for change in message.changes],
        "seen": "" if message.seen_at is None else stamp(message.seen_at),
    }


def _line(change: Change) -> Line:
    kind, tone = KINDS[change.kind]
    return Line(kind=_(kind), tone=tone, what=change.what, when=_when(change), why=change.why)


def _when(change: Change) -> str:
    if change.after is None:
        return "" if change.before is None else _("was %(when)s", when=moment(change.before))
    if change.before is None or change.before == change.after:
        return moment(change.after)
    return _("van %(before)s naar %(after)s", before=moment(change.before), after=moment(change.after))
