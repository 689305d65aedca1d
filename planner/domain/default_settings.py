"""The norms as delivered: each with unit, validity, how sure it is and where it was found.

An installation overrides them by entering settings; nothing in code repeats these numbers.
"""

from collections.abc import Iterable
from datetime import date

from planner.domain.cases import Regime
from planner.domain.ids import RuleId
from planner.domain.settings import Mark, Setting, Unit

_F, _S, _A = Mark.FOUND, Mark.SECONDARY, Mark.ASSUMPTION
_D, _WD, _H, _MIN, _N = Unit.DAYS, Unit.WORKING_DAYS, Unit.HOURS, Unit.MINUTES, Unit.COUNT
_STAYS, _NEXT = 0, 1
"""Where a term goes that ends on a day off."""
DELIVERED = "delivered default"
"""Where a norm comes from that the installation did not enter."""


def _setting(  # noqa: PLR0913 - a row of the table
    rule: str,
    key: str,
    value: int,
    unit: Unit,
    mark: Mark,
    *,
    regime: Regime | None = None,
    start: date = date.min,
    end: date | None = None,
) -> Setting:
    return Setting(
        rule=RuleId(rule),
        key=key,
        value=value,
        unit=unit,
        regime=regime,
        valid_from=start,
        valid_to=end,
        mark=mark,
        source=DELIVERED,
    )


DEFAULT_SETTINGS: tuple[Setting, ...] = (
    _setting("R01", "term", 28, _D, _F),
    _setting("R02", "term", 10, _WD, _A),
    _setting("R02", "term", 7, _D, _A, regime=Regime.DETENTION),
    _setting("R02", "limit", 14, _D, _A, regime=Regime.DETENTION),
    _setting("R03", "term", 30, _D, _A),
    _setting("R03", "term", 28, _D, _A, regime=Regime.DETENTION),
    _setting("R03", "term", 14, _D, _S, regime=Regime.VBL),
    _setting("R03", "aim", 14, _D, _A, regime=Regime.DETENTION),
    *(
        _setting("R03", key, value, _D, _A, regime=regime)
        for regime, values in (
            (None, (28, 21, 14)),
            (Regime.DETENTION, (28, 21, 14)),
            (Regime.VBL, (14, 14, 7)),
        )
        for key, value in zip(("after-decision", "after-ruling", "leaving"), values, strict=True)
    ),
    _setting("R03", "hearing", 10, _WD, _A),
    _setting("R03", "ruling", 10, _WD, _A),
    _setting("R05", "term", 60, _D, _F),
    _setting("R06", "term", 30, _D, _F),
    _setting("R07", "notice", 3, _WD, _F),
    _setting("R08", "lead", 1, _WD, _A),
    _setting("R11", "notice", 48, _H, _S, end=date(2020, 10, 1)),
    _setting("R11", "notice", 36, _H, _S, start=date(2020, 10, 1)),
    _setting("R12", "term", 28, _D, _S),
    _setting("R13", "hearing", 14, _D, _S),
    _setting("R13", "ruling", 7, _D, _S),
    _setting("R14", "term", 75, _D, _S),
    _setting("R15", "term", 180, _D, _F),
    _setting("R15", "term", 42, _D, _A, regime=Regime.DUBLIN),
    _setting("R15", "extended", 545, _D, _F),
    _setting("R16", "term", 14, _D, _S),
    _setting("R16", "border", 30, _D, _A),
    _setting("R17", "term", 84, _D, _F),
    _setting("R20", "term", 180, _D, _S),
    _setting("R20", "prison", 365, _D, _S),
    _setting("R20", "absconded", 548, _D, _S),
    _setting("R21", "notice-DE", 3, _WD, _S),
    _setting("R21", "special-DE", 10, _WD, _S),
    _setting("R21", "collective-DE", 14, _WD, _S),
    _setting("R24", "lead", 4, _H, _A),
    _setting("R26", "guardian", 3, _WD, _A),
    _setting("R26", "reception", 5, _WD, _A),
    _setting("R27", "short-below", 240, _MIN, _F),
    _setting("R27", "long-above", 480, _MIN, _F),
    _setting("R27", "short", 2, _N, _F),
    _setting("R27", "medium", 3, _N, _F),
    _setting("R27", "long", 4, _N, _F),
    _setting("R27", "extra-raised", 0, _N, _A),
    _setting("R27", "extra-high", 1, _N, _A),
    _setting("R28", "before", 120, _MIN, _F),
    _setting("R28", "after", 60, _MIN, _F),
    _setting("R28", "layover", 120, _MIN, _A),
    _setting("R28", "layover-long", 660, _MIN, _A),
    _setting("R28", "rest", 660, _MIN, _A),
    _setting("R29", "before", 180, _MIN, _S),
    _setting("R29", "earliest", 300, _MIN, _A),
    _setting("R29", "overnight-from", 720, _MIN, _A),
    _setting("R29", "overnight-to", 1320, _MIN, _A),
    _setting("R35", "gate", 45, _MIN, _A),
    _setting("R35", "captain", 15, _MIN, _A),
    _setting("R35", "handling", 30, _MIN, _A),
    _setting("R35", "wait", 240, _MIN, _A),
    _setting("R35", "share", 3, _N, _A),
    _setting("R35", "share-standby", 4, _N, _A),
    _setting("R30", "notice", 2, _D, _S),
    _setting("R30", "longest", 24, _H, _S),
    _setting("R36", "term", 84, _D, _S, start=date(2026, 6, 12)),
    _setting("R37", "lead", 2, _H, _A),
    _setting("R38", "lead", 1, _H, _A),
    _setting("R39", "free", 7, _D, _A),
    _setting("R40", "shift", 540, _MIN, _A),
    _setting("R40", "driving", 270, _MIN, _A),
    _setting("R40", "break", 45, _MIN, _A),
    _setting("R40", "rest", 660, _MIN, _A),
    _setting("R41", "ride", 270, _MIN, _A),
    _setting("R41", "detour", 150, Unit.PERCENT, _A),
    _setting("R41", "detour-extra", 60, _MIN, _A),
    _setting("R42", "notice", 3, _WD, _A),
    _setting("R42", "notice", 1, _WD, _A, regime=Regime.DETENTION),
    _setting("R43", "between", 14, _D, _A),
    _setting("P08", "frozen-departure", 36, _H, _A),
    _setting("P08", "frozen-conversation", 24, _H, _A),
    _setting("P08", "frozen-presentation", 48, _H, _A),
    _setting("P08", "frozen-move", 12, _H, _A),
    _setting("P08", "frozen-meeting", 24, _H, _A),
    _setting("P14", "cap", 110, Unit.PERCENT, _A),
    _setting("P14", "span", 28, _D, _A),
    _setting("P14", "leaving", 50, Unit.PERCENT, _A),
    _setting("P32", "weight", 120, Unit.WEIGHT, _A),
    _setting("P22", "promised", 5, _WD, _A),
    _setting("P40", "commanders", 1, _N, _A),
    _setting("P40", "families", 1, _N, _A),
    _setting("P40", "high-risk", 1, _N, _A),
    _setting("P40", "same-sex", 1, _N, _A),
    _setting("P40", "passport", 180, _D, _A),
    _setting("P41", "long", 1_200, _MIN, _A),
    _setting("P41", "span", 28, _D, _A),
    _setting("P41", "weight", 60, Unit.WEIGHT, _A),
    _setting("P42", "weight", 30, Unit.WEIGHT, _A),
    _setting("P15", "presentation-margin", 20, _MIN, _A),
    _setting("P15", "presentation-earliest", 150, _MIN, _A),
    _setting("P15", "presentation-wait", 150, _MIN, _A),
    _setting("P53", "notice", 5, _WD, _A),
    _setting("P56", "weight", 1, Unit.WEIGHT, _A),
    _setting("T01", "plan-percent", 115, Unit.PERCENT, _A),
    _setting("T01", "peak-morning-from", 420, _MIN, _A),
    _setting("T01", "peak-morning-to", 570, _MIN, _A),
    _setting("T01", "peak-morning-percent", 135, Unit.PERCENT, _A),
    _setting("T01", "peak-evening-from", 960, _MIN, _A),
    _setting("T01", "peak-evening-to", 1110, _MIN, _A),
    _setting("T01", "peak-evening-percent", 130, Unit.PERCENT, _A),
    _setting("T01", "margin-transport", 10, Unit.PERCENT, _A),
    _setting("T01", "margin-car", 5, Unit.PERCENT, _A),
    _setting("T03", "accept", 1, _N, _A),
    _setting("T02", "hazard", 45, Unit.PERCENT, _A),
    _setting("T02", "last-day", 10, Unit.PERCENT, _A),
    _setting("T02", "early-days", 21, _D, _A),
    *(
        _setting("T02", key, value, Unit.PERCENT, _A)
        for key, value in (
            ("state-proposed", 110),
            ("state-requested", 105),
            ("state-booked", 95),
            ("state-in-transit", 20),
            ("document-granted", 90),
            ("document-promised", 110),
            ("document-other", 140),
            ("document-unknown", 100),
            ("carrier", 100),
            ("notice-given", 105),
            ("notice-open", 100),
        )
    ),
    *(
        _setting("T02", key, value, Unit.WEIGHT, _A)
        for key, value in (
            ("reason-nieuwe-aanvraag", 30),
            ("reason-verdwenen", 20),
            ("reason-verzet", 10),
            ("reason-document-te-laat", 12),
            ("reason-medisch", 6),
            ("reason-maatschappij-of-gezagvoerder", 4),
            ("reason-vervoer-of-escort", 6),
            ("reason-administratief", 7),
            ("reason-overig", 5),
            ("fails-before", 50),
            ("fails-pickup", 25),
            ("fails-hand-over", 10),
            ("fails-gate", 15),
        )
    ),
    _setting("T02", "standby-quantile", 95, Unit.PERCENT, _A),
    _setting("T03", "briefing-before", 30, _MIN, _A),
    _setting("T04", "outbox-minutes", 1, _MIN, _A),
    _setting("T04", "checkpoint-minutes", 60, _MIN, _A),
    *(
        _setting("T04", f"{key}-time", value, _MIN, _A)
        for key, value in (
            ("feeds", 5),
            ("audit", 15),
            ("backup", 75),
            ("restore", 135),
            ("travel", 210),
            ("retention", 225),
            ("terms", 240),
            ("closed-days", 270),
            ("reminders", 420),
            ("week-plan", 780),
        )
    ),
    _setting("T04", "week-plan-day", 4, _N, _A),
    _setting("T04", "restore-day", 7, _N, _A),
    _setting("T04", "week-plan-seconds", 300, _N, _A),
    _setting("T04", "backups-kept", 14, _N, _A),
    _setting("T04", "runs-kept", 400, _D, _A),
    _setting("T04", "scenario-kept", 14, _D, _A),
    _setting("T04", "audit-kept", 1096, _D, _A),
    _setting("T04", "notices-kept", 400, _D, _A),
    _setting("T04", "notes-kept", 365, _D, _A),
    _setting("T04", "disruptions-kept", 1096, _D, _A),
    _setting("T04", "messages-kept", 1096, _D, _A),
    *(
        _setting("T05", key, value, Unit.WEIGHT, _A)
        for key, value in (
            ("item", 10),
            ("draft", 1),
            ("told", 1),
            ("notice", 20),
            ("invited", 5),
            ("interpreter", 3),
            ("partner", 5),
            ("begun", 100),
        )
    ),
    *(
        _setting("T10", key, value, _WD, _A)
        for key, value in (
            ("study", 5),
            ("plan", 20),
            ("dossier", 3),
            ("carrier", 2),
            ("support", 10),
            ("lp-order", 10),
            ("lp-application", 10),
            ("copy", 5),
            ("after-term", 5),
            ("advice", 20),
            ("reception-end", 5),
            ("announce", 3),
            ("fit-to-fly", 2),
            ("fit-to-fly-medical", 5),
            ("pack", 1),
            ("closing", 3),
            ("together", 5),
            ("guardian", 5),
            ("reception", 5),
            ("medical-advice", 5),
            ("review", 10),
        )
    ),
    *(
        _setting(rule, "day-off", value, Unit.DAY_OFF, mark)
        for rule, value, mark in (
            ("R01", _NEXT, _S),
            ("R02", _STAYS, _A),
            ("R03", _STAYS, _A),
            ("R05", _STAYS, _A),
            ("R06", _STAYS, _A),
            ("R12", _NEXT, _S),
            ("R14", _STAYS, _A),
            ("R15", _STAYS, _S),
            ("R16", _STAYS, _S),
            ("R17", _STAYS, _A),
            ("R20", _STAYS, _S),
            ("R36", _STAYS, _A),
        )
    ),
    _setting("T10", "last-check", 0, _D, _F),
    _setting("T10", "meeting-every", 28, _D, _A),
    _setting("T10", "talk-opens", 7, _D, _A),
    _setting("T10", "talk-opens", 3, _D, _A, regime=Regime.VBL),
    _setting("T10", "unrecorded", 28, _D, _A),
    _setting("T10", "first-minutes", 90, _MIN, _A),
    _setting("T10", "talk-minutes", 60, _MIN, _A),
    _setting("T10", "presentation-minutes", 30, _MIN, _A),
    _setting("T10", "meeting-minutes", 60, _MIN, _A),
)


_MAY_LACK = frozenset({RuleId("T01")})
"""Groups of which absence means something: without T01 vehicles take what the travel table says."""


def with_delivered(settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """Return settings with the delivered values of what they do not mention: what came after they were written down."""
    own = tuple(settings)
    heard = {(setting.rule, setting.key) for setting in own}
    later = (s for s in DEFAULT_SETTINGS if (s.rule, s.key) not in heard and s.rule not in _MAY_LACK)
    return (*own, *later)
