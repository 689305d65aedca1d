"""Tests of solving, comparing and publishing from the web."""
