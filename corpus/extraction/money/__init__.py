"""Sums of money in running text: what is written, and what each sum is about.

`grammar` finds the sums; `qualifiers`, `roles`, `targets` and `years` read the words around one sum; `repeats` lets the
mentions of one sum inform each other. `corpus.extraction.amounts` puts them together.
"""
