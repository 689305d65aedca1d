"""Editing a draft by hand: open, edit, undo, redo, take over a solve, replay. No rules and no SQL here."""
