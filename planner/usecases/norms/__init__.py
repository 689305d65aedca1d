"""Settings: the norms in force, entering another, and what that would change."""
