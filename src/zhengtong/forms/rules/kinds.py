"""The kinds of field, their Chinese names, and which properties each may carry."""

KINDS: dict[str, str] = {
    "text": "单行文字",
    "textarea": "多行文字",
    "integer": "整数",
    "decimal": "小数",
    "money": "金额（元）",
    "date": "日期",
    "choice": "单选",
    "multichoice": "多选",
    "id_number": "居民身份证号",
    "phone": "手机号码",
    "credit_code": "统一社会信用代码",
    "email": "电子邮箱",
    "region": "行政区划",
    "file": "文件",
    "table": "表格（多行）",
    "declaration": "承诺勾选",
    "heading": "小标题",
}
NUMBERS = frozenset({"integer", "decimal", "money"})
PERSONAL = frozenset({"id_number", "phone"})
"""Sealed at rest and masked in lists (个人信息保护法 第二十八条, 第五十一条)."""

COLUMN_KINDS = frozenset(KINDS) - {"table", "heading", "declaration", "file", "multichoice"}

PROPERTIES: dict[str, frozenset[str]] = {
    "text": frozenset({"max_length", "personal"}),
    "textarea": frozenset({"max_length", "personal"}),
    "integer": frozenset({"min", "max"}),
    "decimal": frozenset({"min", "max"}),
    "money": frozenset({"min", "max"}),
    "date": frozenset({"min", "max"}),
    "choice": frozenset({"choices"}),
    "multichoice": frozenset({"choices", "min", "max"}),
    "file": frozenset({"accept", "max_mb"}),
    "table": frozenset({"columns", "min", "max"}),
    "declaration": frozenset({"text"}),
    "heading": frozenset({"text"}),
}
"""What a kind may say beyond key, label, kind, required, hint and show_if."""

MAX_LENGTH = {"text": 200, "textarea": 2000}
MAX_ROWS = 50
FILE_TYPES = ("pdf", "ofd", "jpg", "png", "webp", "docx", "xlsx", "doc", "xls", "odt", "ods", "txt", "csv")
"""What a file field may be narrowed to: the usual extensions of the kinds the file store keeps."""
