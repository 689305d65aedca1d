"""Tests of the checks of facts before solving."""
