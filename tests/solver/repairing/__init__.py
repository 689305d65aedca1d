"""Tests of mending a plan after something happened."""
