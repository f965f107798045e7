"""The figures of a survey as its pages draw them, at the desk and for the public."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhengtong.surveys import queries, rules
from zhengtong.surveys.models import Survey

MOST_LABELS = 6


def shown(survey: Survey, asked: Mapping[str, str]) -> dict[str, Any]:
    """What `surveys/figures.html` draws. `asked` may name a question to split (`of`) and by which (`by`)."""
    by, of = asked.get("by", ""), asked.get("of", "")
    figures = queries.figures(survey, by=by, of=of)
    definition, days = queries.definition(survey), queries.by_day(survey)
    choices = [field for field in definition.fields() if field.choices]
    splits = rules.splitting(definition)
    return {
        "figures": figures,
        "small": rules.SMALL,
        "splits": [(field.key, field.label) for field in splits] if len(choices) > 1 else [],
        "countable": [(field.key, field.label) for field in choices],
        "by": by,
        "of": of,
        "is_split": bool(by or of),
        "days": days,
        "day_chart": {
            "labels": [day_label(day, number, len(days)) for number, (day, _) in enumerate(days)],
            "values": [count for _, count in days],
            "unit": "人",
            "is_line": True,
        },
    }


def day_label(day: date, number: int, count: int) -> str:
    """So many days as fit beside each other on a telephone have their name."""
    return f"{day.month}月{day.day}日" if number % max(1, count // MOST_LABELS) == 0 else ""
