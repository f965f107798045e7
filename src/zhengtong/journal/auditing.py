"""全链校验 as somebody's act: who verified when, and what was found, stands in the journal like every other act."""

from datetime import datetime

from zhengtong.foundation.errors import Refusal

from .actions import action, record
from .verification import Verdict, number_of_links, verify

MOST_LINKS = 200_000
"""The longest chain that is verified while a page waits; a longer one takes the command line."""


@action("journal.verified")
def verify_journal(*, by: str, unit: str, at: datetime) -> Verdict:
    """校验流水 — the whole chain and every checkpoint; raises Refusal `journal-long` above `MOST_LINKS`.

    A flaw is a result and not a refusal: it is recorded with the entry it names.
    """
    if number_of_links() > MOST_LINKS:
        raise Refusal("journal-long", f"流水已超过{MOST_LINKS}条，请由运行维护人员执行 zhengtong verify-journal。")
    verdict = verify()
    flaw = verdict.first_bad
    record(
        "journal.verified",
        "journal",
        actor=by,
        at=at,
        unit=unit,
        result="发现问题" if flaw else "流水完好",
        entries=verdict.entries,
        links=verdict.links,
        checkpoints=verdict.checkpoints,
        waiting=verdict.waiting,
        flaw=flaw.code if flaw else "",
        problem=flaw.sentence if flaw else "",
        entry=flaw.entry if flaw else None,
    )
    return verdict
