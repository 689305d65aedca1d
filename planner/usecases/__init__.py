"""What the program does, one use case per module; no framework, no database, no file formats."""
