"""Pages of those who carry a publication out: KMar, DV&O, mission desk, sites, and organisations with clients."""
