"""What the process protocols ask of cases and sites, and by when."""
