"""Tests of: Signing in at the identity provider, a real one and one that cheats."""
