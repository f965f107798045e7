"""The county's accounts as Wagtail asks for them: behind the editors' door stands who holds a content post."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from . import policies

ENTER = "wagtailadmin.access_admin"


class PostsBackend(ModelBackend):
    """Passwords as everywhere; of Wagtail's general permissions there is one, to enter, and it follows from the posts."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        if not hasattr(user_obj, "_posts_permissions"):
            user_obj._posts_permissions = {ENTER} if policies.may_enter(user_obj) else set()
        return user_obj._posts_permissions

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm in self.get_all_permissions(user_obj, obj)
