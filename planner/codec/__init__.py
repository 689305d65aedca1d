"""From domain objects to bytes and back, versioned. Not allowed here: storage and files."""
