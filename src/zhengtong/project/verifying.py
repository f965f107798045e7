"""校验流水 on the screen: the bar while it runs, the verdict in words."""

from zhengtong.journal import verification

from . import screen


def verify() -> verification.Verdict:
    """Verify the whole journal and say what was found."""
    with screen.progress() as bars:
        bar = bars.add_task("校验流水", total=None)
        verdict = verification.verify(lambda done, total: bars.update(bar, completed=done, total=total))
        bars.update(bar, total=max(verdict.links, 1), completed=max(verdict.links, 1))
    if verdict.first_bad:
        screen.line(f"[bold red]发现问题[/bold red]：{verdict.first_bad.sentence}")
    else:
        screen.line(
            f"[green]流水完好[/green]：共 {verdict.entries} 条，已入链 {verdict.links} 条，待入链 {verdict.waiting} 条，"
            f"日签封 {verdict.checkpoints} 个。"
        )
    return verdict
