"""Versioned, canonical text for domain objects and their hashes; no files, no database, no rules."""
