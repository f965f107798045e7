"""A column that is encrypted at rest. Search it through a blind index beside it, never by its content."""

from typing import Any

from django.db import models

from . import crypto


class EncryptedTextField(models.TextField):
    """Personal numbers and addresses; sealed on the way in, opened on the way out (GB/T 39786-2021)."""

    def get_prep_value(self, value: Any) -> str | None:
        return value if value in (None, "") else crypto.encrypt(str(value))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return value if value in (None, "") else crypto.decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in ("isnull",):
            raise TypeError(f"{self.name} is encrypted: look it up by its blind index")
        return super().get_lookup(lookup_name)
