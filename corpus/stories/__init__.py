"""Which articles tell the same story: one press release in several sources, edited, shortened, under other headlines."""
