"""What one user has chosen of the articles served: kept as JSON beside the uploaded files."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index.errors import SourceError
from index.listing import scan

UPLOADS, FOLDERS = "uploads", "folders"  # where added articles stand among the others
STATE = "state.json"


@dataclass
class Selection:
    """The files and folders added, the articles left out, and those not ticked."""

    uploads: dict[str, str] = field(default_factory=dict)  # file name -> digest
    folders: dict[str, str] = field(default_factory=dict)  # name among the articles -> its path
    removed: list[str] = field(default_factory=list)  # sources
    unused: list[str] = field(default_factory=list)  # sources

    @property
    def changes(self) -> bool:
        """Whether there are other articles than those served."""
        return bool(self.uploads or self.folders or self.removed)

    @classmethod
    def read(cls, place: Path) -> Selection:
        """What was kept; nothing if it cannot be read, which is then put aside."""
        path = place / STATE
        try:
            kept = cls(**json.loads(path.read_text(encoding="utf-8")))
            os.utime(path)  # it was used now
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, TypeError):
            with suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
            return cls()
        return kept

    def write(self, place: Path) -> None:
        """Keep it. Raises OSError."""
        new = (place / STATE).with_suffix(".new")
        new.write_text(json.dumps(asdict(self)), encoding="utf-8")
        new.replace(place / STATE)

    def wanted(self, served: Path, place: Path) -> dict[str, Path]:
        """Every article's path: in the served folder, in those named, and the uploads.

        Raises SourceError when the served folder is away.
        """
        wanted = {source: served / source for source in scan(served)}
        for name, path in self.folders.items():
            with suppress(SourceError):
                found = scan(Path(path))
                wanted |= {f"{FOLDERS}/{name}/{source}": Path(path, source) for source in found}
        uploads = place / UPLOADS
        wanted |= {f"{UPLOADS}/{name}": uploads / name for name in self.uploads}
        removed = set(self.removed)
        return {source: path for source, path in wanted.items() if source not in removed}

    def remove(self, source: str, place: Path) -> None:
        """Leave out an article, or a whole folder that was added; delete an uploaded file."""
        kind, _, name = source.partition("/")
        if kind == FOLDERS and name in self.folders:
            del self.folders[name]
            self.removed = [gone for gone in self.removed if not gone.startswith(source + "/")]
        elif kind == UPLOADS and name in self.uploads:
            (place / UPLOADS / name).unlink(missing_ok=True)
            del self.uploads[name]
        else:
            self.removed.append(source)
