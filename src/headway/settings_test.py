"""Settings of the test runs: quick passwords, mail in memory, an engine chosen by ``DATABASE_URL``."""

import os
import tempfile

if "HEADWAY_DATA" not in os.environ:  # pytest gives one: see tests/engines.py
    os.environ["HEADWAY_DATA"] = tempfile.mkdtemp(prefix="headway-test-")
os.environ.setdefault("HEADWAY_SECRET_KEY", "only-for-tests")

from headway.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
