"""The WSGI application that the web server runs."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from headway.coach import second_reader
from headway.operations.secret import keep_secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headway.settings")
keep_secret_key()  # under another web server than “headway serve” nothing else would

application = get_wsgi_application()


def keep_for_good() -> None:
    """Take what was loaded out of what Python looks through for garbage.

    Two hundred thousand objects that never go cost a request a tenth of a second whenever its turn comes.
    """
    import_module(settings.ROOT_URLCONF)  # and with it every page
    second_reader.load()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


keep_for_good()
