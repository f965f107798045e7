import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "worker",
        help="只启动后台任务（通常由 up 启动）",
        description="只启动后台任务：流水封链与签封、期限届满处理、通知发送、清理。可以同时运行两个，互不妨碍。",
    )
    parser.add_argument("--once", action="store_true", help="每项任务只执行一次就退出")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import signal
    import threading
    import time

    from .. import env, ready

    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    with ready.platform():
        from django.utils import timezone

        from ..schedule import TASKS
        from ..worker import Worker, beat_file

        worker = Worker(TASKS, beat_file(env.home()), timezone.now)
        if args.once:
            worker.round(time.monotonic())
            return 1 if worker.failing() else 0
        worker.run(stopping)
    return 0
