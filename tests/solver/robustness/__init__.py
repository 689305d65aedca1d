"""Tests of how well a plan stands up."""
