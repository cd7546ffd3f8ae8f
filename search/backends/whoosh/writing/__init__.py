"""Documents into segments, segments into fewer, and the commits that make them count."""
