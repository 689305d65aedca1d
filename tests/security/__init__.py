"""Who may open what, what each may read there, and what the server does with hostile input."""
