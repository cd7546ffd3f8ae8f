"""The search page's HTML that isn't the same for every search: as templates it would take most of a page's time. Everything
that isn't written here or translated is escaped; `say` is what is written in the language of the page."""
