"""A refusal is a value: a stable code and a sentence a person can act on."""


class Refusal(Exception):
    """Raised by a rule or an action that says no; the transaction around it leaves no trace.

    code: stable, kebab-case, tested; sentence: natural Chinese for the person who asked;
    field: the form field it belongs to, if any.
    """

    def __init__(self, code: str, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.field = field

    def __str__(self) -> str:
        return self.sentence


class Unknown(Refusal):
    """What one may not see and what does not exist are answered alike (HTTP 404)."""

    def __init__(self, sentence: str = "没有找到您要的内容。") -> None:
        super().__init__("unknown", sentence)
