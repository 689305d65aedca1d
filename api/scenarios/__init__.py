"""What-ifs on the web: pages, JSON, and solves side by side. No rules, no SQL."""
