"""The fan-out of live text: one line in, the same bytes out to many thousands of listeners, each line once and in order.

A server of its own beside the platform: asyncio protocols on uvloop, server-sent events down, nothing up. It knows channels
and numbered lines, not what they say. Lines are rows of one table; hubs hear of them by PostgreSQL's LISTEN/NOTIFY and read
what they miss, so any number of hubs on any number of machines serve the same lines without a broker between them.
"""
