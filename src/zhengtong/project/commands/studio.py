import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "studio",
        help="只启动直播服务（通常由 up 启动）",
        description="只启动直播服务：接收推流软件（RTMP）、编码器（SRT）和浏览器摄像头的画面，转成HLS直播。"
        "没有开通视频直播时只是等待。同一个数据目录只能运行一个。",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import asyncio
    import signal

    from .. import env, lock, ready

    home = env.home()
    with lock.exclusive(home, "studio"), ready.platform():
        from django.conf import settings

        from zhengtong.broadcasts.studio import Studio

        async def work() -> None:
            studio = Studio(
                home,
                bind=env.read("STUDIO_BIND") or env.read("BIND"),
                rtmp_port=settings.STUDIO_RTMP_PORT,
                srt_port=settings.STUDIO_SRT_PORT,
            )
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, studio.stop)
            await studio.run()

        asyncio.run(work())
    return 0
