"""What a message says: what moved, from when to when, and why. Kind and building, as far as the reader chose.

Not allowed here: mail and HTTP.
"""

from planner.domain.messages import Change, Message
from planner.domain.spelling import moment


def subject(message: Message) -> str:
    """Return the subject; it names no person and no case."""
    count = len(message.changes)
    if message.office is not None:
        changed = f"{count} {'wijziging' if count == 1 else 'wijzigingen'}"
        return f"Schema van begeleide uitzettingen: {changed} (publicatie {message.release})"
    return f"Rooster gewijzigd: {count} {'wijziging' if count == 1 else 'wijzigingen'} (publicatie {message.release})"


def body(message: Message, link: str) -> str:
    """Return the text of a mail; ``link`` leads to where it can be marked as seen, or is empty."""
    if message.office is not None:
        lines = ["In het schema van begeleide uitzettingen is gewijzigd:", ""]
        lines += [*(line(change) for change in message.changes), ""]
        lines += ["Bevestig dat u dit gezien heeft:", link, ""] if link else []
        lines += ["Het hele schema, met bestemming en vlucht, staat bij de publicatie onder Inspectie."]
        return "\n".join(lines)
    lines = [f"In de agenda {message.calendar} is gewijzigd:", "", *(line(change) for change in message.changes), ""]
    if link:
        lines += ["Bevestig dat u dit gezien heeft:", link, ""]
    lines += ["Uw agenda is al bijgewerkt. Antwoorden op dit bericht leest niemand."]
    return "\n".join(lines)


def line(change: Change) -> str:
    """Return one change as a line."""
    when = ""
    if change.after is None:
        when = f": was {moment(change.before)}" if change.before is not None else ""
    elif change.before is None or change.before == change.after:
        when = f": {moment(change.after)}"
    else:
        when = f": van {moment(change.before)} naar {moment(change.after)}"
    why = f". Reden: {change.why}" if change.why else ""
    return f"- {change.kind.upper()} {change.what}{when}{why}"


def link_to(base: str, number: int, token: str) -> str:
    """Return the address at which a message is seen, or nothing without an address of this server."""
    return f"{base}/bericht/{number}/{token}" if base else ""
