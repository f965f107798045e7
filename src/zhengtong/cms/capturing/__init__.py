"""信息采集 behind the editors' door: what the room captured becomes drafts; its sources are kept on pages here."""
