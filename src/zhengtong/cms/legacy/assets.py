"""The files of an old site, taken in by what they really are; each once in an import, nothing from outside its folder."""

import io
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from zhengtong.files.rules.content import identify
from zhengtong.files.rules.names import clean_name
from zhengtong.foundation.errors import Refusal
from zhengtong.org.models import User

from ..models import Picture, SiteDocument, SitePage

LARGEST = 50 << 20


class Assets:
    """Looks files up below `root`; in a trial (`is_trial`) they are looked at and not kept."""

    def __init__(self, root: Path | None, site: SitePage, by: User, *, is_trial: bool) -> None:
        self.root = root.resolve() if root else None
        self.site, self.by, self.is_trial = site, by, is_trial
        self.notes: list[str] = []
        self._taken: dict[Path, Any] = {}

    def picture(self, address: str, folder: str) -> Picture | None:
        return self._take(address, folder, is_picture=True)

    def document(self, address: str, folder: str) -> SiteDocument | None:
        return self._take(address, folder, is_picture=False)

    def _take(self, address: str, folder: str, *, is_picture: bool) -> Any:
        path = self._found(address, folder)
        if path is None:
            self.notes.append(f"没有找到{'图片' if is_picture else '附件'}“{address[:80]}”")
            return None
        if path not in self._taken:
            try:
                self._taken[path] = self._keep(path, is_picture)
            except (Refusal, OSError) as problem:
                self.notes.append(f"“{path.name}”没有导入：{problem}")
                return None
        return self._taken[path]

    def _found(self, address: str, folder: str) -> Path | None:
        """The file of an address: beside the page, below the root, or where the last parts of its path lead."""
        if self.root is None or not address or address.startswith("data:"):
            return None
        parts = [part for part in unquote(urlsplit(address).path).split("/") if part not in ("", ".")]
        if not parts:
            return None
        tried = [self.root / folder / "/".join(parts), *(self.root / "/".join(parts[n:]) for n in range(len(parts)))]
        for one in tried:
            path = one.resolve()
            if path.is_relative_to(self.root) and path.is_file():
                return path
        return None

    def _keep(self, path: Path, is_picture: bool) -> Any:
        if path.stat().st_size > LARGEST:
            raise Refusal("too-large", f"超过{LARGEST >> 20}MB")
        content = path.read_bytes()
        kind = identify(io.BytesIO(content), path.name, len(content))
        if is_picture and not kind.is_image:
            raise Refusal("not-a-picture", f"不是图片，而是{kind.label}")
        model = Picture if is_picture else SiteDocument
        made = model(title=clean_name(path.stem)[:100], collection=self.site.collection, uploaded_by_user=self.by)
        if self.is_trial:
            made.pk = 0
            return made
        name = clean_name(path.name)
        made.file = ImageFile(io.BytesIO(content), name=name) if is_picture else ContentFile(content, name=name)
        made.save()
        return made
