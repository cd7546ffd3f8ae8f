#!/usr/bin/env python3
"""Gleaner's command line: `manage.py help` lists the commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit(
            "Django is not installed in this Python. Run `make run` once, then use .venv/bin/python manage.py ..."
        )
    from django.core.exceptions import ImproperlyConfigured

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"A setting is wrong: {error}")
    except BrokenPipeError:
        os._exit(1)  # whoever read our output went away; there is nobody to tell


if __name__ == "__main__":
    main()
