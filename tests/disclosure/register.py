"""One published table with a file, and one published report: what the doors of the register open on."""

from datetime import UTC, date, datetime

from tests.cast import NOON, Cast
from tests.files import samples
from zhengtong.disclosure.actions import information, report
from zhengtong.disclosure.models import AnnualReport, Information
from zhengtong.disclosure.rules.information import Details, Table
from zhengtong.files.actions import store_upload
from zhengtong.files.models import Attachment

WORDS = "本年度认真做好主动公开和依申请公开工作，及时回应群众关切。"


def published_information(cast: Cast) -> tuple[Information, Attachment]:
    """A data table of the civil affairs bureau with one file, as everybody reads it."""
    details = Details(
        title="城乡低保对象人数", theme="17", genre="other", signed_on=date(2026, 11, 20), form="table",
        table=Table(("乡镇", "人数"), (("平都镇", 312),)),
    )  # fmt: skip
    row = information.sign(details, organ=cast.unit("MZ"), by=cast.tangbianji, at=NOON)
    file = store_upload(samples.upload("附件.jpg", samples.picture()), by=f"staff:{cast.tangbianji.code}", at=NOON)
    information.publish(row.index_number, reviewer="白云飞", by=cast.tangbianji, at=NOON, attachments=[file])
    return row, file


def published_report(cast: Cast) -> AnnualReport:
    """The civil affairs bureau's report of 2025."""
    january = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
    report.open_report(cast.unit("MZ"), 2025, by=cast.tangbianji, at=january)
    sections = {"overview": WORDS, "problems": WORDS, "other": WORDS}
    report.edit_report("MZ", 2025, sections=sections, entered={}, by=cast.tangbianji, at=january)
    report.approve_report("MZ", 2025, by=cast.baifushen, at=january)
    return report.publish_report("MZ", 2025, by=cast.tangbianji, at=january)
