"""Small protocols through which use cases reach the outside; no implementation lives here."""
