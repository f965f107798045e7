"""What becomes of one application of the stories."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of one application.

    `began`: working days ago. `stop`: the last act that is performed; the acts are named as in `cases.rules.MOVES`,
    `review` is the last opinion before the decision. `way`: online, window, or the login name of who collects it.
    `turns`: what happens on the way. `slow`: working days it lies with the first reviewer. `kept`: working days the
    result lies in the office before it is handed over. `agent`: who acts for `who`.
    """

    item: str
    who: str
    began: int
    stop: str = "deliver"
    way: str = "online"
    turns: tuple[str, ...] = ()
    slow: int = 0
    kept: int = 1
    agent: str = ""
    children: tuple[str, ...] = ()
    rating: str = ""
