"""Tests of the diary search."""
