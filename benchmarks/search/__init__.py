"""Search measured side by side with other engines, on articles that are made up.

vocabulary, world, prose -> articles (made up) or folder (real) -> documents
tasks (what is asked) -> peers (who answers) -> build, timing, startup (measured) -> report, plot
"""
