"""De-identification before display: one function per kind of value, two profiles (个人信息保护法 第六条, 第五十一条).

The internal profile is for lists that staff see; the public profile is for pages anybody sees. The full value is
shown only on the case itself, and that look is recorded.
"""


def mask_name(name: str) -> str:
    """张三 → 张*, 张小三 → 张*三, for both profiles."""
    if len(name) <= 1:
        return "*" if name else ""
    if len(name) == 2:
        return f"{name[0]}*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def mask_organisation(name: str) -> str:
    """A legal person's name is public (企业信息公示暂行条例); returned as it is."""
    return name


def mask_id_number(number: str, *, public: bool = False) -> str:
    """360829********0012 internally; 360829************ where a public page cannot do without."""
    if len(number) < 10:
        return "*" * len(number)
    return (
        f"{number[:6]}{'*' * (len(number) - 6)}" if public else f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
    )


def mask_phone(number: str) -> str:
    """138****1234; internal profile only, a public page never shows a telephone number."""
    if len(number) < 8:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def mask_bank_card(number: str) -> str:
    """The last four digits."""
    return f"{'*' * max(len(number) - 4, 0)}{number[-4:]}"
