"""How the names of organisations are found: tokens, runs of capitalised words, patterns, known names, merging."""
