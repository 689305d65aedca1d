"""Tests of reporting disruptions, and of repairing drafts after them."""
