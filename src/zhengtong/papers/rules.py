"""Numbers, names and codes of papers. Pure."""

import re
from typing import Any

from zhengtong.foundation import masking

from .choices import LETTERS, ORGAN_WORDS, PaperKind

_BODY = re.compile(r"(人民政府|政府|管委会|委员会|办事处|管理局|公司|局|委)$")
_ORGANISATION = re.compile(
    r"(公司|企业|集团|合伙|合作社|联社|商行|商店|超市|药店|药房|饭店|酒店|宾馆|门店|店|厂|农场|林场|中心|医院|卫生院|诊所|学校|小学|中学|幼儿园"
    r"|学院|大学|协会|学会|商会|基金会|委员会|村民小组|事务所|研究所|经营部|服务部|工作室|政府|局|站|馆|社|银行|支行)$"
)
"""A name that ends like an organisation's; anything else is masked like a person's."""
_GROUP = 4


def organ_word(county: str, short_name: str) -> str:
    """机关代字: 安福县, 县民政局 → 安民; 县市监局 → 安市监; 平都镇政府 → 安平都镇."""
    stem = _BODY.sub("", short_name.removeprefix(county).removeprefix(county.rstrip("县市区")).removeprefix("县"))
    return f"{county[0]}{ORGAN_WORDS.get(stem, stem or short_name)}"


def paper_number(organ: str, kind: PaperKind, year: int, serial: int) -> str:
    """GB/T 9704-2012 7.2.5: the year in full in 〔〕, the number without 第 and without leading noughts."""
    return f"{organ}{LETTERS[kind]}〔{year}〕{serial}号"


def grouped_code(code: str) -> str:
    """ABCD-EFGH-…, as it is printed and read out."""
    return "-".join(code[place : place + _GROUP] for place in range(0, len(code), _GROUP))


def masked_party(content: dict[str, Any]) -> str:
    """The person a paper was issued to, as a public page may show them; a company's name is public as it is."""
    parties = (content.get(key) for key in ("applicant", "holder", "principal", "addressee"))
    name = str(next(filter(None, parties), ""))
    return masking.mask_organisation(name) if _ORGANISATION.search(name) else masking.mask_name(name)
