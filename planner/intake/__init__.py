"""Files as services deliver them, read into checked rows; stores nothing itself."""
