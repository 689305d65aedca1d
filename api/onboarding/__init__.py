"""Connecting a person's own programs to the calendar: what each needs, shows, and how late it is."""
