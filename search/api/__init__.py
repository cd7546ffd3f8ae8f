"""Reading articles and figures with a program. docs/api.md describes it, `openapi.py` exactly."""
