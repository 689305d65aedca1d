"""What happened after a plan was made: reporting it, and the way from there to a repaired draft. No rules, no SQL."""
