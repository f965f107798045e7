"""What may be done to an article by hand: written and sent for review; published, withdrawn and shared by acts only."""

from zhengtong.cms.policies import OrganisationTester


class ArticlePermissions(OrganisationTester):
    """Wagtail's own buttons for an article. Nobody publishes past the three readings, nobody deletes what was public."""

    def can_edit(self) -> bool:
        return self.page.shared_from_id is None and super().can_edit()

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        was_public = self.page.live or self.page.first_published_at is not None
        if was_public or self.page.workflow_in_progress:
            return False
        return super().can_delete(ignore_bulk)

    def can_move(self) -> bool:
        return not self.page.workflow_in_progress and super().can_delete(ignore_bulk=True)

    def can_submit_for_moderation(self) -> bool:
        is_own_text = not self.page.withdrawal and self.page.shared_from_id is None
        return is_own_text and super().can_submit_for_moderation()

    def can_unschedule(self) -> bool:
        return self.user.is_active and "publish" in self.permissions

    def can_set_view_restrictions(self) -> bool:
        return False
