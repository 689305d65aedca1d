"""Tests of: From a plan to a release, and who is told of it."""
