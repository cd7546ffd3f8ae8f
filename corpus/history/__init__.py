"""Who changed what of the corpus, from what to what, and the way back.

    with recording(actor=user, kind=EditKind.CORRECT):
        ...  # any writes to the corpus

Whatever is written in the block becomes one `Edit` with a `Change` for each row, in the same transaction. `undo` takes an
edit back, unless somebody changed the same values since.
"""
