"""Tests of the road graph."""
