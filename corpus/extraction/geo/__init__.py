"""Steps of finding places: tokens, names, what surrounds a name, zones by pattern, and which of several places is meant."""
