"""The domain, its use cases, the intake of files and the store; imports none of the sibling packages."""
