"""The figures of a survey as its pages draw them, at the desk and for the public."""

from collections.abc import Mapping
from typing import Any

from zhengtong.surveys import queries, rules
from zhengtong.surveys.models import Survey


def shown(survey: Survey, asked: Mapping[str, str]) -> dict[str, Any]:
    """What `surveys/figures.html` draws. `asked` may name a question to split (`of`) and by which (`by`)."""
    by, of = asked.get("by", ""), asked.get("of", "")
    figures = queries.figures(survey, by=by, of=of)
    definition = queries.definition(survey)
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
        "days": queries.by_day(survey),
        "day_chart": {
            "labels": [f"{day.month}月{day.day}日" for day, _ in queries.by_day(survey)],
            "values": [count for _, count in queries.by_day(survey)],
            "unit": "人",
            "is_line": True,
        },
    }
