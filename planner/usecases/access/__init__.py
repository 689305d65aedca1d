"""Who may come in: accounts, signing in, sessions, systems, and the log of who did and read what."""
