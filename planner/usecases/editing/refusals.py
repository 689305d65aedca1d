"""Why an edit was not done. Not allowed here: words for the screen beside the first lines of errors."""

from planner.domain.editing import Crossed
from planner.domain.spelling import listed
from planner.ports.editing import Objection


class DraftConflictError(RuntimeError):
    """Somebody changed meanwhile what the edit looked at; nothing was stored. ``changed`` says what, who and when."""

    def __init__(self, changed: tuple[Crossed, ...], version: int) -> None:
        self.changed, self.version = changed, version
        what = listed(f"{one.activity or one.case} ({one.kind}, {one.actor})" for one in changed[:3])
        super().__init__(f"intussen gewijzigd: {what}\nBekijk de nieuwe versie en doe het dan opnieuw.")


class EditRefusedError(ValueError):
    """The edit breaks hard rules without an exception; nothing was stored. ``objections`` says which, in words."""

    def __init__(self, objections: tuple[Objection, ...], version: int) -> None:
        self.objections, self.version = objections, version
        first = objections[0]
        remedy = "Kies een andere tijd of een ander middel."
        if first.frozen and first.waivable:
            remedy = "Dit is bevroren: geef een reden."
        elif first.waivable:
            remedy = f"Geef een reden voor een uitzondering op {first.breach.rule}, of kies iets anders."
        super().__init__(f"{len(objections)} bezwaren, waaronder {first.breach.rule}: {first.breach.because}\n{remedy}")


class NothingToUndoError(LookupError):
    """There is no step of this officer to take back or to do again."""


class UnknownVersionError(LookupError):
    """The version that was asked about does not exist yet."""
