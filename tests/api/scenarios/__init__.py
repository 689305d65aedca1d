"""Tests of what-ifs in words and side by side."""
