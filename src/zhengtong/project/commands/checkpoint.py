import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "checkpoint",
        help="签封昨天的流水（后台任务每天自动执行）",
        description="把尚未入链的流水入链，并对昨天为止的链头签名。已经签封的不再签。",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from .. import ready, screen

    with ready.platform():
        from datetime import timedelta

        from django.utils import timezone

        from zhengtong.journal import sealing

        at = timezone.now()
        while sealing.seal(at):
            pass
        mark = sealing.sign_checkpoint(timezone.localdate(at) - timedelta(days=1), at)
        screen.say(f"{mark.day:%Y-%m-%d} 已签封：共 {mark.entries} 条流水，链头 {bytes(mark.head).hex()}。")
    return 0
