"""政府信息公开目录: an article and the piece of government information it publishes are one thing seen in two places."""
