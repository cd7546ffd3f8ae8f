"""Gleaner's settings. Everything that differs between installations comes from GLEANER_* variables
(docs/operations.md lists them); the defaults are those of a safe public installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from config.env import env_bool, env_int, env_list, env_path, env_str, pages_mb, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env_path("GLEANER_VAR", BASE_DIR / "var")

DEBUG = env_bool("GLEANER_DEBUG", default=False)
SECRET_KEY = secret_key("GLEANER_SECRET_KEY", VAR_DIR / "secret_key")
ALLOWED_HOSTS = env_list("GLEANER_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("GLEANER_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "csp",
    "corpus",
    "search",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "config.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static"],
        },
    },
]

# The database is the only truth. SQLite by default; GLEANER_DATABASE_URL names another one.
DATABASES = {
    "default": dj_database_url.parse(
        env_str("GLEANER_DATABASE_URL", f"sqlite:///{VAR_DIR / 'gleaner.sqlite3'}"),
        conn_max_age=60,  # seconds; opening one for each request costs as much as asking
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False  # no server that could have gone away
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SEARCH_BACKEND: dict[str, Any] = {
    "BACKEND": "search.backends.whoosh.WhooshBackend",
    "path": str(env_path("GLEANER_INDEX", VAR_DIR / "index")),
    "cache_mb": env_int("GLEANER_CACHE_MB", 256),
    "memory_mb": env_int("GLEANER_BUILD_MB", 512),
    "processes": env_int("GLEANER_BUILD_PROCESSES", 1),
}

# Finished pages of visitors without a session, which the workers keep together as long as they are true; 0 for none.
SEARCH_PAGES_MB = pages_mb()

# Run in this order, each made with its options; a later extractor may rely on what an earlier one found.
EXTRACTORS: dict[str, dict[str, str]] = {
    "corpus.extraction.titles.TitleExtractor": {},
    "corpus.extraction.dates.DateExtractor": {},
    "corpus.extraction.sources.SourceExtractor": {},
    "corpus.extraction.bodies.BodyExtractor": {},
    # A spaCy model, if one is installed and named, adds organisations that the rules don't see.
    "corpus.extraction.organisations.OrganisationExtractor": {"model": env_str("GLEANER_SPACY_MODEL", "")},
    "corpus.extraction.regions.RegionExtractor": {},
    "corpus.extraction.amounts.AmountExtractor": {},
    "corpus.extraction.owners.OwnerExtractor": {},
}

# Articles that people bring: more than these is refused before it is kept (corpus/uploads/quota.py, ingest/archives.py).
FILE_UPLOAD_HANDLERS = [
    "corpus.uploads.quota.QuotaHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = (
    1000  # a form with some more than it takes is told so; this is the end of patience
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024**2  # a pasted text, which the form holds to less

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("zh-hans", "简体中文")]  # each as its readers call it
LANGUAGE_COOKIE_AGE = 31_536_000  # seconds
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = env_str("GLEANER_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_MANIFEST_STRICT = False  # an error page must come up without collected files, too
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Accounts: guessing is throttled by user name and address together.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "search"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
CLIENT_ADDRESS = "config.clients.client_address"
AXES_CLIENT_IP_CALLABLE = CLIENT_ADDRESS

# The API: requests a minute for each client, counted by each worker process; 0 for no limit.
API_RATE = env_int("GLEANER_API_RATE", 120)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Transport: served over HTTPS unless told otherwise; `make run`, which serves plain HTTP on this machine, tells.
HTTPS = env_bool("GLEANER_HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env_int("GLEANER_HSTS_SECONDS", 31_536_000) if HTTPS else 0
# Promises about a whole domain are its owner's to make, so their absence is no warning.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env_bool("GLEANER_HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env_bool("GLEANER_HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
BEHIND_PROXY = env_bool("GLEANER_BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "refusals": {"()": "config.logs.RefusalsWithoutTraceback"},
        "warming": {"()": "config.logs.NothingOfWarming"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals", "warming"]}
    },
    "root": {"handlers": ["console"], "level": env_str("GLEANER_LOG_LEVEL", "WARNING")},
}
