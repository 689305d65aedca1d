"""Which pages of a release somebody may open: the own viewer's, and everybody's for who plans.

Not allowed here: the pages.
"""

from collections.abc import Mapping

from api.pages.viewer import Role as PageRole
from api.pages.viewer import Viewer
from planner.domain.access import Role, Visitor

_OWN: Mapping[Role, PageRole] = {
    Role.PLANNER: PageRole.PLANNER,
    Role.SUPERVISOR: PageRole.PLANNER,
    Role.KMAR: PageRole.KMAR,
    Role.DJI: PageRole.DJI,
    Role.INSPECTORATE: PageRole.INSPECTORATE,
}
_EVERYTHING = frozenset({Role.PLANNER, Role.SUPERVISOR})


def viewer_of(visitor: Visitor) -> Viewer | None:
    """Return as whom somebody looks at a release, None for who has no pages in one."""
    if visitor.role is Role.REGIEVOERDER:
        return Viewer(PageRole.REGIEVOERDER, visitor.code) if visitor.code else None
    own = _OWN.get(visitor.role)
    return None if own is None else Viewer(own)


def may_open(visitor: Visitor, viewer: Viewer) -> bool:
    """Return whether somebody may open the pages of a viewer."""
    return visitor.role in _EVERYTHING or viewer == viewer_of(visitor)
