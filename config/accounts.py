"""What people do with their own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.views import PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.forms import PasswordChangeForm

    Messages = SuccessMessageMixin[PasswordChangeForm]
else:
    Messages = SuccessMessageMixin


class PasswordView(Messages, PasswordChangeView):
    template_name = "accounts/password.html"
    success_url = reverse_lazy("saved-searches")
    success_message = _("Your password is changed.")
