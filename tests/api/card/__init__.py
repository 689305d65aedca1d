"""Tests of the algorithm card."""
