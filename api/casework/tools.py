"""What the pages about cases work with, and what every one of them does: look up, refuse, write down who read.

Not allowed here: content of pages.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.casework.standing import Standing
from api.web.forms import FormError, form_of
from api.web.frame import page
from api.web.guard import NotYoursError, visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Field, Reach, Visitor
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.time import Minute
from planner.domain.wording import speaking
from planner.ports.store import Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.cases.one_case import NewestRelease, OneCaseStore, narrowed

SEE_OTHER = 303
FAST = {"Cache-Control": "no-store"}
Seen = Callable[..., None]
"""Writes down who reads what for what: ``seen(request, cases=[...], purpose=...)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Casework:
    """The store, the clock, and what stands between a case and its address."""

    store: Store
    clock: Clock
    newest: NewestRelease
    handle_of: Callable[[CaseId], str]
    case_of: Callable[[str], CaseId | None]
    """None for what is no handle of ours."""
    seen: Seen
    standing: Standing

    def path(self, case: CaseId, more: str = "") -> str:
        """Return the address of a case's page; the code does not stand in it."""
        return f"/zaken/{self.handle_of(case)}{more}"

    def case(self, handle: str) -> CaseId:
        """Return the case behind a handle; raise NotYoursError."""
        found = self.case_of(handle)
        if found is None:
            raise NotYoursError
        return found

    def of(self, case: CaseId) -> OneCaseStore:
        """Return the store narrowed to a case."""
        return OneCaseStore(self.store, case, self.newest)

    def books(self, books: Transaction, case: CaseId) -> Transaction:
        """Return the books narrowed to a case."""
        return narrowed(books, case, self.newest)


def within_reach(visitor: Visitor, owner: RegievoerderId | None, standing_in_for: Iterable[RegievoerderId]) -> bool:
    """Return whether somebody may see a case of this owner; ``standing_in_for`` holds who is asked for, too."""
    if visitor.grant.reach is Reach.ALL:
        return visitor.sees(Field.CASE_CODE)
    if visitor.grant.reach is Reach.OWN:
        return bool(visitor.code) and owner is not None and owner in standing_in_for
    return False


def require(*, yours: bool) -> None:
    """Raise NotYoursError unless it is."""
    if not yours:
        raise NotYoursError


def show(
    request: Request,
    template: str,
    title: str,
    values: Callable[[], Mapping[str, object]],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a page whose values are made in the language of who asks."""
    with speaking(language_of(request)):
        made = dict(values())
        said = _(title)
    return page(request, template, title=said, status=status, headers=headers, values=made)


async def form_in(request: Request) -> Mapping[str, str]:
    """Return the fields of a sent form; one that cannot be read is refused."""
    try:
        return await form_of(request)
    except FormError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from error


def go(path: str) -> Response:
    """Send the browser on to a page, after something was stored."""
    return RedirectResponse(path, SEE_OTHER, headers=FAST)


def actor_of(request: Request) -> str:
    """Return under what number somebody is written down: the own code, else the account."""
    visitor = visitor_of(request)
    return visitor.code or visitor.account


def now_of(work: Casework) -> Minute:
    """Return the present minute."""
    return work.clock.now()
