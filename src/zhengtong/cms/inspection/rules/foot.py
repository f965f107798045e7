"""页脚要素 (国办发〔2017〕47号): what must stand at the foot of every page."""

import re

from .faults import Kind, Problem
from .reading import Seen

_WORDS = {
    "网站标识码": (re.compile(r"网站标识码\D{0,4}[0-9]{10}"), "页脚没有10位网站标识码"),
    "ICP备案编号": (re.compile(r"ICP备\w*号"), "页脚没有ICP备案编号"),
    "公安机关备案": (re.compile(r"公网安备\s*\d+号"), "页脚没有公安机关备案号"),
    "主办单位": (re.compile(r"主办(单位)?[：:]\s*\S"), "页脚没有主办单位"),
    "联系方式": (re.compile(r"(电话|联系方式)[：:]\s*[\d-]{5,}"), "页脚没有联系方式"),
    "党政机关标识": (re.compile("党政机关|事业单位"), "页脚没有党政机关网站标识"),
}
_LINKS = {
    "我为政府网站找错": (re.compile("找错"), "页脚没有“我为政府网站找错”监督举报平台入口"),
    "站点地图": (re.compile("站点地图|网站地图"), "页脚没有站点地图"),
    "无障碍声明": (re.compile("无障碍"), "页脚没有无障碍声明"),
    "隐私声明": (re.compile("隐私"), "页脚没有隐私声明"),
}


def check_foot(seen: Seen) -> list[Problem]:
    """What the foot of a page lacks, each by its name."""
    if seen.foot is None:
        return [Problem(Kind.FOOT, "页脚", "页脚", "页面没有页脚")]
    said = {name: bool(pattern.search(seen.foot)) for name, (pattern, _) in _WORDS.items()}
    said |= {name: any(pattern.search(link.words) for link in seen.foot_links) for name, (pattern, _) in _LINKS.items()}
    reasons = {name: reason for name, (_, reason) in (_WORDS | _LINKS).items()}
    return [Problem(Kind.FOOT, "页脚", name, reasons[name]) for name, is_there in said.items() if not is_there]
