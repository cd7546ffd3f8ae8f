"""All metadata out as files, and what somebody changed in them back in, value by value.

Each row carries `version`: a short digest of every value as it was written. A value that still has its digest was left
alone and says nothing, whatever the database has by now; one that hasn't was changed in the file, and if the database
changed it, too, that is a conflict for a person to decide.
"""
