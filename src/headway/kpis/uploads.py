"""Uploads that are too large are not read at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]
HEADROOM = PIECE = 64 * 1024


class RefuseLarge(FileUploadHandler):
    """Stops at the head of a file whose request is over ``CSV_MAX_BYTES``: the fields before it are kept."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.request is not None and too_much(self.request):
            # Read to the end in small pieces, so that the browser gets our answer. Django's own way reads
            # lines, and a file without line ends is one line of any size.
            while self.request.read(PIECE):
                pass
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def too_much(request: HttpRequest | None) -> bool:
    """Whether the request says that it is larger than a sheet may be."""
    length = str(request.META.get("CONTENT_LENGTH") or "0") if request else "0"
    return length.isdigit() and int(length) > settings.CSV_MAX_BYTES + HEADROOM


def sheet_upload(view: View) -> View:
    """Put the guard before the upload is read; the CSRF check reads it, so it comes after."""
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers.insert(0, RefuseLarge(request))
        return guarded(request, *args, **kwargs)

    return handle
