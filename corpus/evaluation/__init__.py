"""How good extraction is: its results against labels made by hand.

`matching.py` says what counts as the same, `scoring.py` counts; `manage.py evaluate_extraction` prints. Labels are those of
`benchmarks/extraction`, whose README describes their form.
"""
