"""Tests of what could use something that came free."""
