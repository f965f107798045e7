"""内容把关: what a page says is looked over while it is written, before it becomes public, and whenever the list moves."""
