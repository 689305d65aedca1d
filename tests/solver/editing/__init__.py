"""Tests of what edits do, break and cost."""
