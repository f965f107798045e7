"""补正: one notice, within five working days; silence means accepted from receipt on (行政许可法 第三十二条)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from legalclock.calendar import Calendar
from legalclock.clock import Clock
from legalclock.due import Due, Verdict
from legalclock.errors import ClockError
from legalclock.laws import law
from legalclock.moments import chinese_day


def correction_deadline(received_on: date, calendar: Calendar, *, key: str = "license.correction_notice") -> Due:
    """The last day to tell the applicant everything that is missing. `key` names the law row the limit comes from."""
    return Clock(received_on, statutory=law(key).budget).due("statutory", calendar)


@dataclass(frozen=True, slots=True)
class Receipt:
    """收件 — an application received and not yet accepted; `notified_on` is the one correction notice, once given."""

    received_on: date
    notified_on: date | None = None
    key: str = "license.correction_notice"

    def deadline(self, calendar: Calendar) -> Due:
        return correction_deadline(self.received_on, calendar, key=self.key)

    def notify(self, on: date, calendar: Calendar) -> Receipt:
        """一次性告知 — refuses a second notice (`notified-already`) and one after the limit (`deemed-accepted`)."""
        if self.notified_on is not None:
            raise ClockError(
                "notified-already", f"已于{chinese_day(self.notified_on)}一次性告知补正内容，不得再次要求补正。"
            )
        if on < self.received_on:
            raise ClockError("notice-before-receipt", f"告知日期早于收件日期{chinese_day(self.received_on)}，请核对。")
        verdict = self._clock().verdict("statutory", calendar, on)
        if verdict is Verdict.LATE:
            raise ClockError(
                "deemed-accepted",
                f"告知补正的期限已过，依法自收到申请材料之日（{chinese_day(self.received_on)}）起即为受理，不能再要求补正。",
            )
        if verdict is Verdict.CANNOT_BE_DETERMINED:
            raise ClockError("notice-undetermined", "无法判定告知期限是否已过，请先录入当年的放假安排通知。")
        return replace(self, notified_on=on)

    def deemed_accepted_on(self, calendar: Calendar, as_of: date) -> date | None:
        """The day of receipt once the limit has passed in silence; None before that, after a notice, or while the
        calendar cannot tell."""
        if self.notified_on is not None:
            return None
        late = self._clock().verdict("statutory", calendar, as_of) is Verdict.LATE
        return self.received_on if late else None

    def _clock(self) -> Clock:
        return Clock(self.received_on, statutory=law(self.key).budget)
