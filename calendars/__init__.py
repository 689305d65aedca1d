"""A release and a viewer turned into calendar feeds; reads no database and no draft."""
