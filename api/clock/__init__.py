"""Work by the clock: a scheduler that wakes up, what it does, and the page and commands to see it."""
