"""One reader per file format, each giving rows of cells. Not allowed here: what a column means."""
