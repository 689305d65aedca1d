"""Tests that kill the program in the middle of its work."""
