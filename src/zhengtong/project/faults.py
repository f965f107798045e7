"""What an operator can mend. The command line prints the sentence alone, without a traceback."""


class Fault(Exception):
    """str() is a Chinese sentence that says what is wrong and what to do."""

    exit_code = 1


class SettingFault(Fault, ValueError):
    """A setting that cannot be meant."""

    exit_code = 2
