"""What colleagues are called on the screen: the label of the account, a service number or a function.

Not allowed here: signing in, and what somebody may do.
"""

from collections.abc import Iterable, Mapping

from planner.domain.accounts import AccountId
from planner.ports.store import Store


def called(store: Store, actors: Iterable[str]) -> Mapping[str, str]:
    """Return what people and programs are called, by what stands for them in the books; who is not known by that."""
    wanted = sorted(set(actors))
    if not wanted:
        return {}
    with store.reading() as books:
        found = {who: books.accounts.by_login(who) or books.accounts.client(AccountId(who)) for who in wanted}
    return {who: who if one is None else one.label for who, one in found.items()}
