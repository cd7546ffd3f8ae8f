"""A request may bring so much and no more; the rest is let past without being kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.forms import BaseForm
    from django.http import HttpRequest

MAX_REQUEST = 200 * 1024**2  # bytes
_MARK = "brought_too_much"


def tell_too_much(request: HttpRequest, form: BaseForm, name: str, told: str) -> None:
    """If the files of this request were left out, being too much together, let the form say that, not that the field is
    required."""
    if hasattr(request, _MARK):
        form.errors.clear()
        form.add_error(name, told)


class QuotaHandler(FileUploadHandler):
    """Comes before the handlers that keep what arrives. Fields before the first file are read as ever."""

    _is_too_much = False

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any) -> None:
        self._is_too_much = content_length > MAX_REQUEST

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self._is_too_much:
            setattr(self.request, _MARK, True)
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        return None
