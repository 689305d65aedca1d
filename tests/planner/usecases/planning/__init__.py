"""Tests of: Cutting problems, solving them, and asking about plans."""
