"""Tests of giving groups to takers."""
