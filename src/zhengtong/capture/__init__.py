"""信息采集: what others publish, read politely and only where allowed, and always brought in as a draft."""
