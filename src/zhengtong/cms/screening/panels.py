"""内容检查 at the head of the form: what the guards say to the text as it was last saved."""

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel

from zhengtong.guards.choices import FindingLevel
from zhengtong.guards.rules import ORDER

TONES = {FindingLevel.BLOCK: "critical", FindingLevel.LEAK: "critical", FindingLevel.REVIEW: "warning"}


class FindingsPanel(Panel):
    """Shown where something was found; it tells the right word and stops nobody from saving."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/screening/panel.html"

        def __init__(self, **bound: Any) -> None:
            from . import queries

            super().__init__(**bound)
            is_saved = self.instance is not None and self.instance.pk is not None and self.form is not None
            self.findings = queries.findings_of(self.instance, at=timezone.now()) if is_saved else None

        def is_shown(self) -> bool:
            return self.findings is not None and not self.findings.is_clean and bool(super().is_shown())

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | rows_of(self.findings)


def rows_of(findings: Any) -> dict[str, Any]:
    """The gravest first, with what a page shows of each."""
    found = sorted(findings.found, key=lambda one: ORDER.index(one.level))
    return {
        "rows": [(one, FindingLevel(one.level).label, TONES.get(one.level, "")) for one in found],
        "undetermined": findings.undetermined,
    }
