"""The page on which somebody says to have seen a message. Who has its link has the message; nothing else is shown.

Not allowed here: sending messages.
"""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.outbox.words import line
from api.server.answers import html
from api.server.asking import client_of
from api.server.desk import desk_page
from api.server.lockout import Lockout
from api.server.policy import WITH_FORM
from api.server.problems import problem
from api.web.declare import asks
from planner.domain.access import Permission
from planner.domain.messages import Message
from planner.domain.spelling import stamp
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.publishing.tell_changes import message_of, note_seen

MESSAGES = "/bericht/"


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
            return problem(HTTPStatus.TOO_MANY_REQUESTS)
        found = message_of(self._store, request.path_params["number"], request.path_params["token"])
        return self._answer(request, found)

    @asks(Permission.CREDENTIAL)
    def seen(self, request: Request) -> Response:
        """Note that the message was seen."""
        if self._waits(request):
            return problem(HTTPStatus.TOO_MANY_REQUESTS)
        found = note_seen(self._store, self._clock, request.path_params["number"], request.path_params["token"])
        return self._answer(request, found)

    def _answer(self, request: Request, message: Message | None) -> Response:
        if message is None:
            self._lockout.wrong(client_of(request))
            return problem(HTTPStatus.NOT_FOUND)
        page = desk_page(
            "desk_message.html",
            title="Roosterwijziging",
            outsider=True,
            release=message.release,
            calendar=message.calendar,
            lines=[line(change).removeprefix("- ") for change in message.changes],
            seen="" if message.seen_at is None else stamp(message.seen_at),
        )
        return html(request, page, WITH_FORM)

    def _waits(self, request: Request) -> bool:
        return self._lockout.wait(client_of(request)) > 0
