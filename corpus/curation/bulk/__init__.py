"""One change of many articles: what would change, the change in batches, and the way back."""
