"""Places and travel times, and a release and a viewer turned into maps; reads no database and no draft."""
