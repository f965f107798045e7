"""The check of the guards over 10 MB of Chinese text with a list of 20,000 words, on one core.

The text is the county's own (data/), its sentences shuffled until there are 10 MB, with a few findings strewn in: words as
they are, with symbols, in traditional characters and by their sound, and personal numbers. The words are the catalogue's
expressions joined at random, so they begin and go on like the text and are hardly ever in it. Measured is the whole
check — folding, words, homophones, numbers — in seconds of this process, of which one core gives one a second.

Promise: at least 10 MB (UTF-8, 10^6 bytes) a second.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Sequence

from zhengtong.guards.rules.checking import Checker, Listed
from zhengtong.guards.rules.findings import BLOCK, REVIEW, SUGGEST

from .ground import ROOT, stay_on_one_core

PROMISED = 10.0
WORDS, BLOCKED = 20_000, 2_000
STREWN = ("虚构禁词甲", "虚-构 禁*词甲", "虛構禁詞甲", "虚构近词甲", "联系人电话19900100002", "号码360829199003070012")


def sentences() -> list[str]:
    """Every Chinese sentence of the county's data."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").rglob("*.*")) if _is_text(path.suffix))
    found = (line for text in texts for line in re.findall(r"[\u4e00-\u9fff][^\n\"{}]{7,}", text))
    return [line for line in found if len(re.findall(r"[\u4e00-\u9fff]", line)) > len(line) * 0.7]


def _is_text(suffix: str) -> bool:
    return suffix in (".yaml", ".md", ".csv")


def text_of(size: int, lines: list[str]) -> str:
    parts, length = [], 0
    while length < size:
        line = random.choice(lines)
        parts.append(line)
        length += len(line.encode()) + 4
    for number, finding in enumerate(STREWN * 3):
        parts[len(parts) * (number + 1) // 20] += finding
    return "。\n".join(parts)


def words_of(lines: list[str]) -> list[Listed]:
    pieces = sorted({piece for line in lines for piece in re.findall(r"[\u4e00-\u9fff]{2,3}", line)})
    texts: set[str] = set()
    while len(texts) < WORDS - 1:
        texts.add(random.choice(pieces) + random.choice(pieces))
    levels = [BLOCK] * BLOCKED + [REVIEW, SUGGEST] * WORDS
    listed = [
        Listed(n, "sensitive", text, level) for n, (text, level) in enumerate(zip(sorted(texts), levels, strict=False))
    ]
    random.shuffle(listed)
    return [*listed, Listed(WORDS, "sensitive", "虚构禁词甲", BLOCK)]


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was measured; exit code 0 when the promise held."""
    parser = argparse.ArgumentParser(prog="bench guards", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000_000, help="bytes of text")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args(argv)
    stay_on_one_core()
    random.seed(20130819)
    lines = sentences()
    text, words = text_of(args.size, lines), words_of(lines)
    begun = time.process_time()
    checker = Checker(words)
    checker.check(text[:1000])
    built = time.process_time() - begun
    taken = []
    for _ in range(args.rounds):
        begun = time.process_time()
        findings = checker.check(text)
        taken.append(time.process_time() - begun)
    strewn = [one for one in findings.found if "虚构禁词甲" in one.what or one.level == "leak"]
    megabytes = len(text.encode()) / 1e6
    speed = megabytes / sorted(taken)[len(taken) // 2]
    print(f"list of {len(words):,} words made ready   {built * 1e3:8,.0f} ms")
    print(
        f"text                              {megabytes:8.1f} MB, {len(findings.found)} findings, {len(strewn)} of ours"
    )
    print(f"checked                           {speed:8.1f} MB/s   best {megabytes / min(taken):.1f}")
    kept = speed >= PROMISED and len(strewn) >= len(STREWN) * 3
    print(f"{'PASS' if kept else 'FAIL'}: at least {PROMISED:g} MB/s and everything strewn in is found")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
