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
# On disk and not in memory: there, all threads of the server that a browser talks to would share one connection, and one
# request's transaction would be another's. Nothing of it must outlive the tests, so nobody waits for the disk.
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # noqa: F405
DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / f"tests-{os.getpid()}.sqlite3")}  # noqa: F405
DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405
