"""工作量统计 and 访问量统计 of the sites one works for (requirements A8, A9)."""
