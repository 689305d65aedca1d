"""The page on which an outside partner answers about one appointment. Who has its link sees that one, nothing else.

Not allowed here: sending the link.
"""

from collections.abc import Mapping
from datetime import date, time
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.server.asking import client_of, fields_of
from api.server.lockout import Lockout
from api.server.policy import WITH_FORM
from api.web.declare import asks
from api.web.frame import page
from api.web.refusals import refusal
from api.web.speech import _, language_of
from calendars.invitation import render_busy, render_invitation
from planner.domain.access import Permission
from planner.domain.civil import day_of, moments
from planner.domain.commitments import RequestState
from planner.domain.spelling import clock as clock_words
from planner.domain.spelling import long_date, stamp
from planner.domain.time import Minute
from planner.domain.wording import speaking
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.partners.answer_request import AnswerRefusedError
from planner.usecases.partners.follow_partners import CHANGED
from planner.usecases.partners.partner_links import Invitation, Standing, answer_invitation, invitation_of

PROPOSALS = "/voorstel/"
MEDIA_TYPE = "text/calendar; charset=utf-8"
ANSWERS = {"akkoord": RequestState.CONFIRMED, "anders": RequestState.COUNTERED, "niet": RequestState.DECLINED}
SAID = {
    RequestState.CONFIRMED: "U bent akkoord.",
    RequestState.COUNTERED: "U hebt een ander moment voorgesteld.",
    RequestState.DECLINED: "U kunt niet.",
    RequestState.WITHDRAWN: "Dit verzoek is ingetrokken.",
}

AGAIN = "De afspraak is gewijzigd sinds u deze verwijzing kreeg. Hieronder staat zij zoals zij nu is."


class Proposals:
    """Answers partners."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._lockout = Lockout()

    def routes(self) -> list[Route]:
        """Return the routes of proposals."""
        path = PROPOSALS + "{number:int}/{token}"
        return [
            Route(path, self.show, methods=["GET"], include_in_schema=False),
            Route(path, self.press, methods=["POST"], include_in_schema=False),
            Route(f"{path}/afspraak.ics", self.event, methods=["GET"], include_in_schema=False),
            Route(f"{path}/bezet.ics", self.busy, methods=["GET"], include_in_schema=False),
        ]

    @asks(Permission.CREDENTIAL)
    def show(self, request: Request) -> Response:
        """Show the appointment with its buttons. Looking is not answering: mail programs open links by themselves."""
        found = self._found(request)
        return found if isinstance(found, Response) else _page(request, found)

    @asks(Permission.CREDENTIAL)
    def event(self, request: Request) -> Response:
        """Give the appointment as a calendar with one event."""
        found = self._found(request)
        if isinstance(found, Response):
            return found
        body = render_invitation(found.number, found.request, found.building, self._clock.now())
        return Response(body, media_type=MEDIA_TYPE)

    @asks(Permission.CREDENTIAL)
    def busy(self, request: Request) -> Response:
        """Give when the office is busy with it."""
        found = self._found(request)
        if isinstance(found, Response):
            return found
        return Response(render_busy(found.number, found.request, self._clock.now()), media_type=MEDIA_TYPE)

    @asks(Permission.CREDENTIAL)
    async def press(self, request: Request) -> Response:
        """Record an answer; the second one finds the first."""
        with speaking(language_of(request)):
            return await run_in_threadpool(self._pressed, request, await fields_of(request))

    def _pressed(self, request: Request, fields: Mapping[str, str]) -> Response:
        found = self._found(request)
        if isinstance(found, Response):
            return found
        if found.standing is not Standing.OPEN:
            return _page(request, found, status=HTTPStatus.CONFLICT)
        state = ANSWERS.get(fields.get("antwoord", ""))
        start = _start(fields) if state is RequestState.COUNTERED else None
        if state is None or (state is RequestState.COUNTERED and start is None):
            return _page(request, found, said=_unread(fields), status=HTTPStatus.BAD_REQUEST)
        try:
            after = answer_invitation(self._store, self._clock, found.number, found.token, state, start=start)
        except AnswerRefusedError as error:
            return _page(request, found, said=str(error).replace("\n", ". "), status=HTTPStatus.BAD_REQUEST)
        return refusal(request, HTTPStatus.NOT_FOUND) if after is None else _page(request, after)

    def _found(self, request: Request) -> Invitation | Response:
        """Return what a link leads to, or the answer for one that leads nowhere."""
        asker = client_of(request)
        if self._lockout.wait(asker):
            return refusal(request, HTTPStatus.TOO_MANY_REQUESTS)
        params = request.path_params
        found = invitation_of(self._store, self._clock, params["number"], params["token"])
        if found is None:
            self._lockout.wrong(asker)
            return refusal(request, HTTPStatus.NOT_FOUND)
        return refusal(request, HTTPStatus.GONE) if found.standing in (Standing.EXPIRED, Standing.CHANGED) else found


def _page(request: Request, found: Invitation, *, said: str = "", status: int = HTTPStatus.OK) -> Response:
    asked = found.request
    with speaking(language_of(request)):
        return page(
            request,
            "buiten/voorstel.html",
            title="Voorstel voor een afspraak",
            status=status,
            headers={"Content-Security-Policy": WITH_FORM},
            day=long_date(day_of(asked.start)),
            hours=_("%(start)s tot %(end)s", start=clock_words(asked.start), end=clock_words(asked.end)),
            building=found.building,
            reference=asked.reference,
            until="" if asked.deadline is None else stamp(asked.deadline),
            answered=_(SAID[asked.state]) if found.standing is Standing.ANSWERED and asked.state in SAID else "",
            said=said or (_(AGAIN) if asked.code == CHANGED else ""),
            address=f"{PROPOSALS}{found.number}/{found.token}",
        )


def _start(fields: Mapping[str, str]) -> Minute | None:
    try:
        day, moment = date.fromisoformat(fields.get("dag", "")), time.fromisoformat(fields.get("tijd", ""))
    except ValueError:
        return None
    found = moments(day, moment.hour, moment.minute)
    return found[0] if len(found) == 1 else None


def _unread(fields: Mapping[str, str]) -> str:
    """Return what to do about a day and a time that are not one moment."""
    if fields.get("dag") and fields.get("tijd"):
        return _("Die nacht verspringt de klok: kies een tijd vóór 02:00 of vanaf 03:00.")
    return _("Vul een dag en een tijd in.")
