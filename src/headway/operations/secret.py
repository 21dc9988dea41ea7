"""The key that signs logins and links: from the environment, or made once and kept beside the data."""

import os

from django.conf import settings


def keep_secret_key() -> None:
    """Write the key of this process beside the data, unless one is there or the environment gives it."""
    if "HEADWAY_SECRET_KEY" in os.environ or settings.SECRET_KEY_FILE.exists():
        return
    settings.SECRET_KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
    settings.SECRET_KEY_FILE.touch(mode=0o600)
    settings.SECRET_KEY_FILE.write_text(settings.SECRET_KEY)
