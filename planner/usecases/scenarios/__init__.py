"""What-ifs: splitting off, supposing, solving, comparing, taking parts over, putting on a newer base, expiring."""
