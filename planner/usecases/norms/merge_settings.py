"""The settings in force: what the installation entered, and the delivered norms where it entered nothing.

Not allowed here: looking a value up (``planner.domain.settings``).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.settings import Setting


def settings_in_force(
    entered: Iterable[Setting], defaults: Iterable[Setting] = DEFAULT_SETTINGS
) -> tuple[Setting, ...]:
    """Return the entered settings, and of each default the days on which nothing was entered for it."""
    own = tuple(entered)
    result = list(own)
    for default in defaults:
        pieces = [default]
        for setting in own:
            if (setting.rule, setting.key, setting.regime) == (default.rule, default.key, default.regime):
                pieces = [rest for piece in pieces for rest in _without(piece, setting)]
        result.extend(pieces)
    return tuple(sorted(result, key=_order))


def _order(setting: Setting) -> tuple[str, str, str, date]:
    return setting.rule, setting.key, setting.regime or "", setting.valid_from


def _without(piece: Setting, entered: Setting) -> tuple[Setting, ...]:
    """Return the parts of a default's validity that lie before and after an entered one's."""
    rests = []
    if piece.valid_from < entered.valid_from:
        ends = [end for end in (piece.valid_to, entered.valid_from) if end is not None]
        rests.append(replace(piece, valid_to=min(ends)))
    if entered.valid_to is not None and (piece.valid_to is None or entered.valid_to < piece.valid_to):
        rests.append(replace(piece, valid_from=max(piece.valid_from, entered.valid_to)))
    return tuple(rests)
