"""Who is looking. Until accounts exist a viewer is named in the address and the server listens on this machine only."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles that have pages of a release."""

    PLANNER = "planner"
    KMAR = "kmar"
    DJI = "dji"
    REGIEVOERDER = "regievoerder"
    INSPECTORATE = "inspectie"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A role, and whose own pages (a regievoerder's service number)."""

    role: Role
    code: str = ""

    def __str__(self) -> str:
        return f"{self.role}-{self.code}" if self.code else str(self.role)

    @classmethod
    def parse(cls, text: str) -> "Viewer":
        """Read ``kmar`` or ``regievoerder-RV-0012``; raise ValueError for anything else."""
        name, _, code = text.partition("-")
        role = Role(name)
        if (role is Role.REGIEVOERDER) != bool(code):
            msg = f"{text!r} is not a viewer\nUse planner, kmar, dji, inspectie or regievoerder-CODE."
            raise ValueError(msg)
        return cls(role, code)
