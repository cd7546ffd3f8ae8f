"""From the text of a page to what it says: title, date, source, regions, organisations and sums of money.

No Django in here: text in, dataclasses out. `base` has the shapes and the protocol.
"""
