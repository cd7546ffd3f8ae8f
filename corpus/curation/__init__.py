"""What editors do to more than one value: mergers, splits, lists of names, many articles at once."""
