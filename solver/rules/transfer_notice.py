"""Rule R21: a Dublin transfer is told to the other member state beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of, day_start
from planner.domain.ids import NETHERLANDS, RuleId
from planner.domain.levels import Level
from planner.domain.norm_words import quoted
from planner.domain.spelling import day
from planner.domain.time import Interval
from planner.domain.wording import Text
from solver.departing import flies
from solver.rule import WindowRule, Word
from solver.standing import or_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.settings import Setting
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.mode import Mode


class TransferNotice(WindowRule):
    """A transfer was announced, or still can be, the working days that the other state asks.

    The days are settings per country (``notice-DE``, ``special-DE``, ``collective-DE``); a state without a setting
    asks nothing. Special is who has special needs, and every transfer with a minor; the longest that applies counts.
    """

    id = RuleId("R21")
    title = Text(nl="Overdracht is aangekondigd", en="Transfer has been announced")
    why = Text(
        nl="De verantwoordelijke lidstaat moet de ontvangst kunnen regelen.",
        en="The responsible member state must be able to arrange the reception.",
    )
    source = Text(
        nl="Dublin III-verordening, art. 29 en 31; afspraken per lidstaat",
        en="Dublin III Regulation, arts. 29 and 31; agreements per member state",
    )
    anchor = Text(nl="overdracht", en="transfer")
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.TERM})
    kinds = frozenset({ActivityKind.DEPARTURE})
    whole = False
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R21", "notice-DE"),
        ("R21", "special-DE"),
        ("R21", "collective-DE"),
    )
    early = Text(
        nl="{country} wil een overdracht {notice} vooraf weten ({what}): vanaf {first}",
        en="{country} wants to know of a transfer {notice} ahead ({what}): from {first}",
    )
    not_told = Text(
        nl="nog niet aangekondigd",
        en="not yet announced",
    )
    told = Text(
        nl="aangekondigd op {day}",
        en="announced on {day}",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return everything from the first day announced in time; what was published may stay."""
        if activity.departure.transfer is None or not flies(activity):
            return None
        notice = _notice(known, activity, mode)
        if notice is None:
            return None
        return or_published(known, activity, mode, (Interval(_first(known, activity, notice)),))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say when the transfer was announced and from when it can be."""
        detail, notice = activity.departure, _notice(known, activity, mode)
        if notice is None:
            return str(self.title)
        announced = None if detail.transfer is None else detail.transfer.announced_on
        what = str(self.not_told) if announced is None else self.told.say(day=day(day_start(announced)))
        first = day(_first(known, activity, notice))
        return self.early.say(country=detail.country, notice=quoted(notice), what=what, first=first)


def _notice(known: Known, activity: Activity, mode: Mode) -> Setting | None:
    """Return the norm of the working days that the receiving state asks for this transfer; None: nothing."""
    detail = activity.departure
    if detail.transfer is None:
        return None
    minor = any(known.cases[case].minor for case in activity.cases if case in known.cases)
    wanted = ["notice"]
    wanted += ["special"] if detail.transfer.special_needs or minor else []
    wanted += ["collective"] if detail.transfer.collective else []
    on = day_of(mode.fixed_start if mode.fixed_start is not None else activity.window.start)
    found = (known.settings.find("R21", f"{key}-{detail.country}", on=on, regime=activity.regime) for key in wanted)
    asked = [setting for setting in found if setting is not None]
    return max(asked, key=lambda setting: setting.value, default=None)


def _first(known: Known, activity: Activity, notice: Setting) -> Minute:
    transfer = activity.departure.transfer
    told = transfer.announced_on if transfer is not None and transfer.announced_on else day_of(known.now)
    return day_start(known.calendars[NETHERLANDS].add(told, notice.value))
