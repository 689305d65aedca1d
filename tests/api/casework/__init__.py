"""Tests of: The pages about cases: the work list, one case, entering facts, reading in files, and norms."""
