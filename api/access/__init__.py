"""Signing in, accounts and the audit log on the web. Not allowed here: what roles may do."""
