"""Settings of the tests: the real ones, with cheap password hashes, cheap wrapping of keys, and no manifest of static files to build."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "MILEPOST_DATA" not in os.environ:
    _made = Path(tempfile.mkdtemp(prefix="milepost-test-"))
    (_made / "static").mkdir()
    os.environ["MILEPOST_DATA"] = str(_made)
    atexit.register(shutil.rmtree, _made, ignore_errors=True)
os.environ.setdefault("MILEPOST_HTTPS", "false")
# Playwright keeps an event loop in the tests' thread; Django would take the tests behind it for asynchronous ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from milepost.settings import *  # noqa: F403
from milepost.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
VAULT_OPS, VAULT_MEMORY = 1, 8192
