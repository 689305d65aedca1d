"""Pages of a release, as pure functions of (release, viewer). Not allowed here: requests, the store, drafts."""
