"""Releases over HTTP, on this machine only. Not allowed here: drafts, planning decisions, writing to the store."""
