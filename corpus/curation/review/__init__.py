"""Reviewing: doubtful values one at a time, the most pressing first.

What is doubtful the database computes (`corpus.models.doubts`); `queue` finds and counts it, `claims` keeps two editors
from the same value, `items` says what is shown of it, `views` takes the decision.
"""
