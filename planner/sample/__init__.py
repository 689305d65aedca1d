"""Realistic made-up weeks. Not allowed here: files, databases and real persons."""

from planner.sample.generate import Sample, generate
from planner.sample.sizes import SampleSize
from planner.sample.tightness import TightnessRow, measure

__all__ = ["Sample", "SampleSize", "TightnessRow", "generate", "measure"]
