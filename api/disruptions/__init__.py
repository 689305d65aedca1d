"""Pages about what happened after a plan was made: reporting it, what it breaks, ways to mend it. No rules, no SQL."""
