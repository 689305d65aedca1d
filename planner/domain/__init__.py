"""Frozen facts and plain arithmetic on them; the standard library only, no framework and no input or output."""
