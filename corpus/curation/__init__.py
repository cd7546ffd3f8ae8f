"""What editors do: correcting in the text, history; mergers, splits, lists of names, many articles at once."""
