"""Tests of: Who may come in: accounts, sessions, systems, and the audit log."""
