"""The one error of the library: a stable code for programs and a sentence in Chinese for people."""


class ClockError(ValueError):
    """A request that statutory time refuses.

    `code` is stable and English (for tests, logs and callers that branch); `sentence` is complete Chinese, fit to be
    shown to a citizen as it stands.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
