"""A theme as values, and the stylesheet and drawings made of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from zhengtong.foundation.errors import Refusal

from . import colours

CHOICES = {
    "masthead": ("hills", "plain", "solid", "picture"),
    "lettering": ("sans", "song"),
    "corners": ("square", "soft", "round"),
    "density": ("compact", "normal", "roomy"),
}
TITLE_LINE = 40  # characters under the name of a site
_RADIUS = {"square": ("0", "0"), "soft": ("6px", "4px"), "round": ("14px", "8px")}
_GAPS = {"compact": ("2rem", "0.35rem"), "normal": ("3rem", "0.55rem"), "roomy": ("4rem", "0.8rem")}
_SONG = '"Source Han Serif SC", "Noto Serif SC", "Noto Serif CJK SC", "Songti SC", "STSong", "SimSun", serif'


@dataclass(frozen=True, slots=True)
class Look:
    """The values of one version of a theme. `picture` is the name of a file that lies with the stylesheets."""

    primary: str = "#b5272d"
    accent: str = "#b5272d"
    background: str = "#ffffff"
    masthead: str = "hills"
    title_line: str = ""
    lettering: str = "sans"
    corners: str = "soft"
    density: str = "normal"
    picture: str = ""

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


LABELS = {
    "primary": "主色",
    "accent": "强调色",
    "background": "页面底色",
    "masthead": "页眉",
    "title_line": "站名下的一行字",
    "lettering": "标题字体",
    "corners": "边角",
    "density": "疏密",
    "picture": "页眉图片",
}


def read(said: Mapping[str, str]) -> Look:
    """The values of a theme as somebody set them. Raises Refusal for what cannot be read or is none of the choices."""
    known = {field.name for field in fields(Look)}
    values = {name: str(value).strip() for name, value in said.items() if name in known}
    for name in ("primary", "accent", "background"):
        try:
            values[name] = colours.read(values.get(name, ""))
        except Refusal as refusal:
            raise Refusal(refusal.code, f"{LABELS[name]}：{refusal.sentence}", name) from refusal
    for name, allowed in CHOICES.items():
        if values.get(name) not in allowed:
            raise Refusal("look-choice", f"请选择{LABELS[name]}。", name)
    if len(values.get("title_line", "")) > TITLE_LINE:
        raise Refusal("title-line-long", f"站名下的一行字最多{TITLE_LINE}个字。", "title_line")
    look = Look(**values)
    if look.masthead == "picture" and not look.picture:
        raise Refusal("no-picture", "页眉选了图片，请上传一张。", "picture")
    check(look)
    return look


def check(look: Look) -> None:
    """Raises Refusal, with the ratio, for the first pair of colours nobody could read (WCAG 2.1 AA)."""
    colours.check_readable("导航条上的白字与主色", colours.WHITE, look.primary, "primary")
    colours.check_readable("正文与页面底色", colours.INK_SOFT, look.background, "background")
    colours.check_readable("链接和标题的强调色与页面底色", look.accent, look.background, "accent")
    colours.check_readable("按钮上的白字与强调色", colours.WHITE, look.accent, "accent")
    colours.check_readable("强调色与它的浅底", look.accent, wash(look), "accent")


def ratios(look: Look) -> list[tuple[str, str, str, float]]:
    """What a theme's page tells of its contrast: what, text, ground, ratio."""
    pairs = [
        ("导航条文字", colours.WHITE, look.primary),
        ("链接和标题", look.accent, look.background),
        ("按钮文字", colours.WHITE, look.accent),
        ("正文", colours.INK, look.background),
        ("次要文字", colours.INK_SOFT, look.background),
    ]
    return [(what, text, ground, round(colours.contrast(text, ground), 2)) for what, text, ground in pairs]


def wash(look: Look) -> str:
    """The lightest shade of the accent, behind tabs and tables."""
    return colours.mix(look.accent, colours.WHITE, 0.94)


def digest(look: Look) -> str:
    """The name of a look's files: another look, another name."""
    whole = "\0".join((stylesheet(look), hills(look), mark(look)))
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


def stylesheet(look: Look) -> str:
    """The one stylesheet of a theme; it names files that lie beside it."""
    radius, radius_small = _RADIUS[look.corners]
    gap, line = _GAPS[look.density]
    deep = colours.deeper(look.accent)
    elder = colours.readable(look.accent, look.background, colours.LEAST_ELDER)
    rules = [
        f"body.portal{{--accent:{look.accent};--accent-deep:{deep};--accent-wash:{wash(look)};"
        f"--accent-line:{colours.mix(look.accent, colours.WHITE, 0.7)};--ground:{look.background};"
        f"--radius:{radius};--radius-s:{radius_small}}}",
        f".elder body.portal{{--accent:{elder};--accent-deep:{colours.deeper(elder)};--ground:#ffffff}}",
        f"body.portal .portal-entries{{background:{look.primary}}}",
        f"body.portal .strip,body.portal .portal-entries a:is(:hover,[aria-current])"
        f"{{background:{colours.deeper(look.primary)}}}",
        f".elder body.portal .portal-entries{{background:{colours.readable(look.primary, '#ffffff', 7.0)}}}",
        f"body.portal .home-sections{{gap:{gap}}}",
        f"body.portal .portal-list li{{padding-block:{line}}}",
        *_masthead(look),
    ]
    if look.lettering == "song":
        rules.append(f"body.portal :is(.brand-name,h1,h2,.lead-title){{font-family:{_SONG}}}")
        rules.append("body.portal .brand-note{font-family:var(--font)}")
    rules.append(
        "@media print{body.portal{--accent:#000;--accent-deep:#000;--accent-wash:#fff;--ground:#fff}"
        "body.portal .portal-masthead{background:none}}"
    )
    return "\n".join(rules) + "\n"


def _masthead(look: Look) -> list[str]:
    where = "body.portal .portal-masthead"
    none = f".elder {where}{{background-image:none}}"
    if look.masthead == "hills":
        return [f'{where}{{background:#fff url("{hills_name(look)}") right bottom/cover no-repeat}}', none]
    if look.masthead == "picture":
        # A veil of white keeps the name readable on any picture.
        veil = "linear-gradient(90deg,#fff 0%,rgb(255 255 255/.94) 42%,rgb(255 255 255/.55) 100%)"
        return [f'{where}{{background:#fff {veil},url("{look.picture}") center/cover no-repeat}}',
                f'{where}{{background-image:{veil},url("{look.picture}")}}', none]  # fmt: skip
    if look.masthead == "solid":
        white = f"{where} :is(.brand,.brand:hover,.brand-name,.brand-note){{color:#fff}}"
        edge = f"{where} .search{{--accent:{colours.deeper(look.primary)}}}"
        dark = f".elder {where}{{background:{colours.readable(look.primary, '#ffffff', 7.0)}}}"
        return [f"{where}{{background:{look.primary}}}", white, edge, dark]
    return [f"{where}{{background:{look.background}}}"]


def hills_name(look: Look) -> str:
    """The file of the hills behind the masthead, by what it is drawn in."""
    return f"hills-{look.primary[1:]}.svg"


def mark_name(look: Look) -> str:
    """The file of the emblem."""
    return f"mark-{look.primary[1:]}.svg"


def hills(look: Look) -> str:
    """武功山 behind the masthead, in light shades of the primary colour."""
    far, middle, near = (colours.mix(look.primary, colours.WHITE, share) for share in (0.93, 0.87, 0.79))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 160" preserveAspectRatio="xMaxYMax slice">'
        f'<path fill="{far}" d="M0 110c120-10 200-60 330-60s190 50 320 40 210-80 360-70 250 70 360 50 150-40 230-40'
        f'v130H0z"/><path fill="{middle}" d="M0 130c140 4 240-40 380-30s220 36 360 20 220-56 340-46 240 52 340 36 '
        f'120-30 180-30v80H0z"/><path fill="{near}" d="M0 148c160-16 300 4 460 0s300-24 440-16 240 14 360 2 220-24 '
        '340-12v38H0z"/></svg>\n'
    )


def mark(look: Look) -> str:
    """The sites' emblem in the primary colour: sun, hills and the river Lu."""
    light, lighter = (colours.mix(look.primary, colours.WHITE, share) for share in (0.6, 0.82))
    edge = ' stroke="#fff" stroke-width="2"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 56">'
        f'<circle cx="28" cy="28" r="27" fill="{look.primary}"{edge}/>'
        '<path d="M28 9a19 19 0 0 1 17 10.500H11A19 19 0 0 1 28 9z" fill="#f3c96b" opacity=".95"/>'
        '<path d="M4 34c5-2 8-9 12-9s6 5 10 5 7-9 11-9 8 10 15 11v4A27 27 0 0 1 4 36z" fill="#fff"/>'
        f'<path d="M5 40c8 3 14-2 22-2s15 4 24 1A27 27 0 0 1 5 40z" fill="{lighter}"/>'
        f'<path d="M9 46c7 1 12-2 19-2s12 2 19 1a27 27 0 0 1-38 1z" fill="{light}"/></svg>\n'
    )


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What differs between two versions: what, before, after."""
    return [
        (label, before.get(name, ""), after.get(name, ""))
        for name, label in LABELS.items()
        if before.get(name, "") != after.get(name, "")
    ]
