"""Settings from the environment, typed, failing loudly with what to do."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def env_str(name: str, default: str) -> str:
    """The variable, or the default when it is not set or empty."""
    return os.environ.get(name) or default


def env_bool(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE | FALSE:
        return value.lower() in TRUE
    raise ImproperlyConfigured(f"{name} is {value!r}; say 1 or 0.")


def env_int(name: str, default: int) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; say a whole number.") from None


def pages_mb() -> int:
    """What the workers of a server keep together of finished pages."""
    return env_int("GLEANER_PAGES_MB", 64)


def env_list(name: str, default: str) -> list[str]:
    return [item.strip() for item in env_str(name, default).split(",") if item.strip()]


def env_path(name: str, default: Path) -> Path:
    return Path(env_str(name, str(default))).expanduser().resolve()


def secret_key(name: str, file: Path) -> str:
    """The key from the environment or from `file`, which the first run makes with mode 0600."""
    if value := os.environ.get(name):
        return value
    try:
        key = _read_or_make(file)
    except OSError as error:
        raise ImproperlyConfigured(
            f"No secret key: {name} is not set, and {file} can't be read or made ({error.strerror})."
        ) from None
    if not key:
        raise ImproperlyConfigured(
            f"{file} is empty: it should hold the secret key. Delete it, and a new one is made."
        )
    return key


def _read_or_make(file: Path) -> str:
    if file.exists():
        return file.read_text().strip()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:  # noqa: PTH123
        handle.write(get_random_secret_key())
    try:
        os.link(draft, file)  # the first process wins; the others read what it wrote
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return file.read_text().strip()
