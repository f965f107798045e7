"""Draw the portal's pictures: `python draw.py` writes the JPEGs beside it. The same numbers make the same pictures.

They are drawings (示意图), not photographs: hills, terraces, water and roofs of the county, made of layered shapes.
"""

import math
import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT, SCALE = 1200, 750, 2
W, H = WIDTH * SCALE, HEIGHT * SCALE
Colour = tuple[int, int, int]


def rgb(text: str) -> Colour:
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def mix(one: Colour, two: Colour, share: float) -> Colour:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, two, strict=True))  # type: ignore[return-value]


class Scene:
    """One picture: a sky, then layer on layer towards the one who looks."""

    def __init__(self, seed: int, top: str, bottom: str) -> None:
        self.random = random.Random(seed)  # noqa: S311 — a drawing, no secret
        column = Image.new("RGB", (1, H))
        for y in range(H):
            column.putpixel((0, y), mix(rgb(top), rgb(bottom), min(y / (H * 0.75), 1)))
        self.image = column.resize((W, H))
        self.draw = ImageDraw.Draw(self.image)

    def sun(self, x: float, y: float, size: float, colour: str) -> None:
        glow = Image.new("L", (W, H))
        pen = ImageDraw.Draw(glow)
        for step in range(12, 0, -1):
            radius = size * H * (1 + step * 0.28)
            pen.ellipse(self._box(x, y, radius), fill=6 * (13 - step))
        pen.ellipse(self._box(x, y, size * H), fill=235)
        self.image.paste(Image.new("RGB", (W, H), rgb(colour)), mask=glow.filter(ImageFilter.GaussianBlur(6)))

    def _box(self, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
        return x * W - radius, y * H - radius, x * W + radius, y * H + radius

    def ridge(self, level: float, height: float, colour: str, rough: float = 1.0) -> Callable[[float], float]:
        """A range of hills; returns its line (share of the width → y)."""
        waves = [
            (
                self.random.uniform(0.6, 1.0) / (n**1.15),
                n * self.random.uniform(0.8, 1.3) * rough,
                self.random.uniform(0, 6.3),
            )
            for n in range(1, 8)
        ]
        total = sum(size for size, _, _ in waves)

        def line(x: float) -> float:
            swing = sum(size * math.sin(x * rate * 6.3 + start) for size, rate, start in waves) / total
            return H * (level - height * swing)

        points = [(x * W, line(x)) for x in (n / 240 for n in range(241))]
        self.draw.polygon([(0, H), *points, (W, H)], fill=rgb(colour))
        return line

    def mist(self, level: float, depth: float, strength: int = 150) -> None:
        veil = Image.new("L", (1, H))
        for y in range(H):
            veil.putpixel((0, y), round(strength * math.exp(-(((y / H - level) / depth) ** 2))))
        self.image.paste(Image.new("RGB", (W, H), (255, 255, 255)), mask=veil.resize((W, H)))

    def terraces(self, top: float, one: str, two: str, edge: str, count: int = 13) -> None:
        for n in range(count):
            share = n / (count - 1)
            level = top + (1.02 - top) * share**1.25
            bend, start = 0.035 + 0.03 * share, n * 0.55
            points = [
                (x * W, H * (level + bend * math.sin(x * 5.2 + start) + 0.5 * bend * math.sin(x * 11 + start * 1.7)))
                for x in (k / 160 for k in range(161))
            ]
            self.draw.polygon([(0, H), *points, (W, H)], fill=mix(rgb(one), rgb(two), (n % 2) * 0.55 + share * 0.3))
            self.draw.line(points, fill=rgb(edge), width=round(5 + 8 * share), joint="curve")

    def river(self, top: float, colour: str, shine: str) -> None:
        left, right = [], []
        for n in range(101):
            share = n / 100
            y = top + (1 - top) * share
            middle = 0.52 + 0.2 * math.sin(share * 4.2 + 0.6) * (1 - share * 0.4)
            half = 0.012 + 0.24 * share**1.7
            left.append(((middle - half) * W, y * H))
            right.append(((middle + half) * W, y * H))
        self.draw.polygon([*left, *reversed(right)], fill=rgb(colour))
        for _ in range(70):
            n = self.random.randint(8, 98)
            a, b = left[n][0], right[n][0]
            x = self.random.uniform(a + (b - a) * 0.1, a + (b - a) * 0.75)
            self.draw.line([(x, left[n][1]), (x + (b - a) * 0.16, left[n][1])], fill=rgb(shine), width=3)

    def lake(self, level: float, colour: str, shine: str) -> None:
        self.draw.rectangle((0, level * H, W, H), fill=rgb(colour))
        for _ in range(260):
            y = self.random.uniform(level, 1) ** 1.1
            length = self.random.uniform(0.02, 0.12) * (0.4 + y)
            x = self.random.uniform(-0.05, 1)
            self.draw.line([(x * W, y * H), ((x + length) * W, y * H)], fill=rgb(shine), width=3)

    def house(self, x: float, y: float, size: float, wall: str = "f7f3ec", roof: str = "4b4f57") -> None:
        """White walls and dark stepped gables, as the villages of the county have."""
        w, h = size * W, size * W * 0.62
        left, foot = x * W, y * H
        self.draw.rectangle((left, foot - h, left + w, foot), fill=rgb(wall))
        self.draw.polygon(
            [
                (left - w * 0.08, foot - h),
                (left + w * 0.12, foot - h * 1.38),
                (left + w * 0.88, foot - h * 1.38),
                (left + w * 1.08, foot - h),
            ],
            fill=rgb(roof),
        )
        self.draw.rectangle((left + w * 0.42, foot - h * 0.52, left + w * 0.58, foot), fill=rgb("6b4a3a"))
        for share in (0.14, 0.72):
            self.draw.rectangle(
                (left + w * share, foot - h * 0.66, left + w * (share + 0.14), foot - h * 0.4), fill=rgb("7f8c99")
            )

    def block(self, x: float, y: float, w: float, h: float, colour: str, windows: str) -> None:
        left, top, right, foot = x * W, (y - h) * H, (x + w) * W, y * H
        self.draw.rectangle((left, top, right, foot), fill=rgb(colour))
        step = W * 0.014
        for row in range(1, int((foot - top) / (step * 1.6))):
            for place in range(int((right - left - step * 0.6) / step)):
                a, b = left + step * (place + 0.5), top + row * step * 1.6
                self.draw.rectangle((a, b, a + step * 0.5, b + step * 0.7), fill=rgb(windows))

    def tree(self, x: float, y: float, size: float, colour: str, is_fir: bool = False) -> None:
        a, b, s = x * W, y * H, size * H
        self.draw.rectangle((a - s * 0.04, b - s * 0.35, a + s * 0.04, b), fill=rgb("5c4433"))
        if is_fir:
            for n in range(3):
                wide, top = s * (0.3 - n * 0.07), b - s * (0.5 + n * 0.22)
                self.draw.polygon(
                    [(a - wide, b - s * (0.2 + n * 0.22)), (a, top), (a + wide, b - s * (0.2 + n * 0.22))],
                    fill=rgb(colour),
                )
        else:
            self.draw.ellipse((a - s * 0.32, b - s, a + s * 0.32, b - s * 0.28), fill=rgb(colour))

    def save(self, name: str) -> None:
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.save(HERE / f"{name}.jpg", quality=72, optimize=True, progressive=True)


def terraces() -> None:
    scene = Scene(3, "8fb9d6", "fbeedd")
    scene.sun(0.76, 0.22, 0.05, "fff3d0")
    scene.ridge(0.40, 0.16, "a9c3cf")
    scene.mist(0.45, 0.07)
    scene.ridge(0.48, 0.12, "7fa59a")
    scene.mist(0.52, 0.05, 110)
    scene.terraces(0.54, "e3b94e", "8fae4c", "5f7d35")
    for x, y in ((0.10, 0.66), (0.17, 0.68), (0.23, 0.665)):
        scene.house(x, y, 0.05)
    scene.save("terraces")


def river() -> None:
    scene = Scene(11, "7fb2d9", "eaf4f6")
    scene.ridge(0.36, 0.13, "a5c2d3")
    scene.ridge(0.44, 0.10, "86b09f")
    scene.mist(0.48, 0.05, 120)
    scene.ridge(0.54, 0.05, "74a35f")
    scene.river(0.52, "8cc3dc", "d5edf5")
    for n in range(26):
        x = scene.random.choice((scene.random.uniform(0.0, 0.24), scene.random.uniform(0.78, 1.0)))
        scene.tree(x, 0.68 + 0.012 * n, 0.10 + 0.004 * n, scene.random.choice(("4d8a4a", "5f9a50", "3f7a46")))
    scene.save("river")


def tea() -> None:
    scene = Scene(21, "a6cfe4", "f6f4e3")
    scene.sun(0.22, 0.2, 0.045, "fff6da")
    scene.ridge(0.38, 0.14, "9cc0c4")
    scene.mist(0.44, 0.06)
    scene.ridge(0.46, 0.10, "6fa178")
    scene.terraces(0.48, "4f9150", "79b35e", "2f6b3d", count=22)
    for x in (0.66, 0.72, 0.83):
        scene.tree(x, 0.56, 0.13, "3d7a45")
    scene.save("tea")


def town() -> None:
    scene = Scene(31, "6fa3cf", "fde9d2")
    scene.sun(0.5, 0.5, 0.06, "ffe6b8")
    scene.ridge(0.50, 0.12, "9db7c6")
    scene.mist(0.56, 0.06, 120)
    scene.ridge(0.60, 0.05, "86a596")
    x = 0.02
    while x < 0.97:
        w, h = scene.random.uniform(0.04, 0.075), scene.random.uniform(0.10, 0.30)
        scene.block(x, 0.76, w, h, scene.random.choice(("dfe5ea", "e9ded2", "d2dce6", "efe7dc")), "9fb3c4")
        x += w + scene.random.uniform(0.004, 0.02)
    scene.lake(0.76, "9fc4d8", "c9e0ea")
    scene.draw.rectangle((0, 0.75 * H, W, 0.775 * H), fill=rgb("6f9a63"))
    for n in range(34):
        scene.tree(n / 33, 0.775, 0.07, scene.random.choice(("4f8a4c", "619a55")))
    scene.save("town")


def forest() -> None:
    scene = Scene(41, "9cc7db", "f1efe2")
    scene.ridge(0.34, 0.15, "a9c4c9")
    scene.mist(0.42, 0.07)
    scene.ridge(0.46, 0.13, "6d9c83")
    scene.mist(0.54, 0.05, 120)
    for row in range(6):
        shade = mix(rgb("5b8f6b"), rgb("1f5137"), row / 5)
        for _n in range(36 - row * 3):
            x = scene.random.uniform(-0.02, 1.02)
            text = "{:02x}{:02x}{:02x}".format(*mix(shade, rgb("c98f3c"), 0.55 if scene.random.random() < 0.12 else 0))
            scene.tree(x, 0.66 + row * 0.075, 0.16 + row * 0.03, text, is_fir=True)
    scene.save("forest")


def hall() -> None:
    scene = Scene(51, "86b5dc", "eef5fa")
    scene.ridge(0.50, 0.09, "b4ccd9")
    scene.ridge(0.58, 0.05, "98bba6")
    scene.draw.rectangle((0, 0.80 * H, W, H), fill=rgb("d9dcd6"))
    scene.block(0.20, 0.80, 0.60, 0.34, "f3efe8", "8fb0c9")
    scene.draw.rectangle((0.18 * W, 0.44 * H, 0.82 * W, 0.475 * H), fill=rgb("b5272d"))
    scene.block(0.40, 0.80, 0.20, 0.44, "fbf8f2", "7ea4c2")
    scene.draw.rectangle((0.39 * W, 0.345 * H, 0.61 * W, 0.375 * H), fill=rgb("8a1a1f"))
    scene.draw.rectangle((0.455 * W, 0.66 * H, 0.545 * W, 0.80 * H), fill=rgb("5b7f9c"))
    for n in range(4):
        scene.draw.rectangle(
            ((0.43 - n * 0.01) * W, (0.80 + n * 0.012) * H, (0.57 + n * 0.01) * W, (0.812 + n * 0.012) * H),
            fill=rgb("c4c7c1" if n % 2 else "eceeea"),
        )
    for x in (0.05, 0.12, 0.165, 0.84, 0.89, 0.95):
        scene.tree(x, 0.82, 0.2, scene.random.choice(("4d8a4a", "5f9a50")))
    scene.save("hall")


def peaks() -> None:
    scene = Scene(62, "5f92c6", "fce4c6")
    scene.sun(0.3, 0.34, 0.05, "fff0c4")
    for number, colour in enumerate(("b9c7d6", "93a9bd", "6f8ca0", "4e7080", "35574f")):
        scene.ridge(0.42 + number * 0.11, 0.17 - number * 0.015, colour, rough=1.5)
        scene.mist(0.50 + number * 0.11, 0.05, 165 - number * 22)
    scene.save("peaks")


def village() -> None:
    scene = Scene(71, "93c0dd", "f7f1e2")
    scene.ridge(0.38, 0.12, "a8c4cb")
    scene.ridge(0.47, 0.09, "7fae8b")
    scene.mist(0.50, 0.05, 110)
    scene.ridge(0.60, 0.03, "9fbf68")
    rows = ((0.60, 0.05), (0.66, 0.062), (0.72, 0.075))
    for y, size in rows:
        x = scene.random.uniform(0.04, 0.12)
        while x < 0.86:
            scene.house(x, y, size)
            x += size * scene.random.uniform(1.25, 2.0)
        for _ in range(8):
            scene.tree(
                scene.random.uniform(0, 1), y + 0.012, size * 2.1, scene.random.choice(("4d8a4a", "6aa257", "3f7a46"))
            )
    scene.draw.rectangle((0, 0.78 * H, W, H), fill=rgb("c9c16a"))
    scene.terraces(0.80, "d7c062", "a9b857", "7f9140", count=7)
    scene.save("village")


def reservoir() -> None:
    scene = Scene(81, "7eb3d8", "e8f3f5")
    scene.ridge(0.40, 0.14, "9fbfcf")
    scene.ridge(0.48, 0.10, "6f9f8c")
    scene.mist(0.52, 0.04, 110)
    scene.ridge(0.56, 0.04, "4f8560")
    scene.lake(0.60, "7db7d3", "b9dcea")
    scene.ridge(0.94, 0.06, "3f7450")
    scene.save("reservoir")


def bridge() -> None:
    scene = Scene(91, "8dbbe0", "fdf0dc")
    scene.sun(0.8, 0.3, 0.045, "fff2cf")
    scene.ridge(0.44, 0.12, "a8c2d0")
    scene.ridge(0.54, 0.07, "84ab93")
    scene.lake(0.64, "92c1d8", "cbe4ee")
    deck, low = 0.56, 0.70
    scene.draw.rectangle((0, deck * H, W, (low - 0.03) * H), fill=rgb("cdb9a3"))
    for n in range(5):
        x = 0.1 + n * 0.2
        scene.draw.pieslice(
            ((x - 0.08) * W, (low - 0.12) * H, (x + 0.08) * W, (low + 0.14) * H), 180, 360, fill=rgb("8fbdd3")
        )
    scene.draw.rectangle((0, low * H, W, (low + 0.012) * H), fill=rgb("a4cbdc"))
    for n in range(60):
        scene.draw.rectangle((n / 60 * W, (deck - 0.03) * H, (n / 60 + 0.004) * W, deck * H), fill=rgb("b39c84"))
    scene.draw.rectangle((0, (deck - 0.036) * H, W, (deck - 0.028) * H), fill=rgb("b39c84"))
    scene.save("bridge")


if __name__ == "__main__":
    for picture in (terraces, river, tea, town, forest, hall, peaks, village, reservoir, bridge):
        picture()
