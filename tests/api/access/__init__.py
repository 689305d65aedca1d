"""Tests of: Signing in, accounts and the audit log on the web."""
