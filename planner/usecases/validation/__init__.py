"""Bad facts named before solving.

Pure functions of a problem. Not allowed here: changing or guessing facts, and what only a plan can show.
"""

from planner.usecases.validation.validate import CHECKS, validate

__all__ = ["CHECKS", "validate"]
