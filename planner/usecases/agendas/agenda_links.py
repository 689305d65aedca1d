"""Links to the page on which a person connects the own programs, for who is not at this machine.

Who has one may give, renew and end leave for that person's calendar until it ends, so it lasts no longer than needed.
Not allowed here: HTTP, and sending the link.
"""

import hmac
from dataclasses import dataclass

from planner.domain.people import Regievoerder
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import Event, Store
from planner.ports.surroundings import Clock
from planner.usecases.agendas.link_tokens import link_token, secret_of

MINUTES_PER_HOUR = 60


class LinkRefusedError(ValueError):
    """No link can be made; first line what, second line the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLink:
    """Whose page, until when, and what proves that we made the link."""

    owner: str
    until: Minute
    token: str

    @property
    def path(self) -> str:
        """The address below the server."""
        return f"/agenda/{self.owner}/{self.until}/{self.token}"


def make_agenda_link(store: Store, clock: Clock, owner: str, *, hours: int, actor: str) -> AgendaLink:
    """Return a link to a person's page that lasts so many hours; raise LinkRefusedError."""
    now = clock.now()
    with store.transaction() as books:
        release = books.releases.newest()
        if release is None or not release.secret:
            raise LinkRefusedError(
                either(
                    "er is nog niets gepubliceerd\nPubliceer eerst een plan.",
                    "nothing was published yet\nPublish a plan first.",
                )
            )
        if owner not in books.facts.keys(Regievoerder):
            raise LinkRefusedError(
                either(
                    f"{owner} is geen regievoerder\nControleer het dienstnummer.",
                    f"{owner} is no regievoerder\nCheck the service number.",
                )
            )
        until = Minute(now + hours * MINUTES_PER_HOUR)
        books.events.add(Event(at=now, actor=actor, what="agenda link", subject=owner))
    return AgendaLink(owner=owner, until=until, token=_token(secret_of(release), owner, until))


def agenda_link_holds(store: Store, clock: Clock, link: AgendaLink) -> bool:
    """Return whether we made a link and it has not ended."""
    with store.reading() as books:
        secret = secret_of(books.releases.newest())
    right = hmac.compare_digest(_token(secret, link.owner, link.until), link.token)
    return bool(secret) and right and clock.now() < link.until


def _token(secret: str, owner: str, until: Minute) -> str:
    return link_token(secret, f"agenda {owner} {until}")
