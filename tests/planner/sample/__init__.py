"""Tests of the made-up weeks."""
