"""The project's settings with what tests change: a throw-away var/, plain HTTP, plain static files, quick hashing."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("GLEANER_VAR", str(Path(tempfile.gettempdir()) / f"gleaner-tests-{os.getuid()}"))
os.environ.setdefault("GLEANER_HTTPS", "0")
os.environ.setdefault("GLEANER_SECRET_KEY", "only-for-tests-" + "x" * 50)

from config.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
