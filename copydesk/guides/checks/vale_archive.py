"""A folder of Vale styles in a .zip file as the Markdown of a guide."""

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from copydesk.guides.checks.vale import Style, read_style, to_guide
from copydesk.guides.checks.vale_config import ValeConfig, read_config
from copydesk.guides.domain.imported import Imported, ImportNote
from copydesk.guides.domain.text import decode_source
from copydesk.kernel.errors import Fault, Invalid, TooLarge

CONFIG: Final = ".vale.ini"
_SUFFIXES: Final = {".yml", ".yaml", ".txt"}
_OWN_FOLDERS: Final = {"config", "Vocab", "Vale", "__MACOSX"}
_FILES_MAX: Final = 5_000


def read_vale_archive(raw: bytes, *, max_bytes: int) -> Imported:
    """Every style in the archive; with a `.vale.ini` beside them only the rules that it switches on, at its levels.

    Raises TooLarge, and Invalid when it is no archive or holds no style.
    """
    files = _unpack(raw, max_bytes)
    config = next(
        (read_config(text) for path, text in files.items() if PurePosixPath(path).name == CONFIG), None
    )
    styles = [read_style(name, found) for name, found in _style_files(files).items()]
    notes = [ImportNote("rule", fault.at, fault.message) for style in styles for fault in style.faults]
    if config is not None:
        notes += [
            ImportNote("configuration", f"{CONFIG}, {fault.at}", fault.message) for fault in config.faults
        ]
        styles = _switched_on(styles, config)
    styles = [style for style in styles if style.rules]
    if not styles:
        raise Invalid(
            "The archive holds no rule of a Vale style: .yml files in a folder with the name of the style.",
            faults=[Fault(note.place, note.message) for note in notes],
        )
    return Imported(to_guide(styles), tuple(notes))


def _unpack(raw: bytes, max_bytes: int) -> dict[str, str]:
    try:
        archive = zipfile.ZipFile(BytesIO(raw))
        entries = [
            one for one in archive.infolist()
            if PurePosixPath(one.filename).suffix.lower() in _SUFFIXES or PurePosixPath(one.filename).name == CONFIG
        ]  # fmt: skip
        if len(entries) > _FILES_MAX or sum(one.file_size for one in entries) > max_bytes:
            raise TooLarge(
                f"At most {_FILES_MAX} files with {max_bytes} bytes in all are allowed.",
                limit_bytes=max_bytes,
            )
        return {one.filename: _text(one.filename, archive.read(one)) for one in entries}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise Invalid(f"The file is not a .zip archive that can be read: {error}.") from error


def _text(name: str, raw: bytes) -> str:
    text = decode_source(raw)
    if isinstance(text, Fault):
        raise Invalid(
            "A file of the archive is not text.", faults=[Fault(f"{name}, {text.at}", text.message)]
        )
    return text


def _style_files(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """By style: the folder in which the .yml files stand. Lists of words may stand deeper."""
    folders: dict[str, dict[str, str]] = {}
    places = {
        PurePosixPath(path).parent
        for path in files
        if PurePosixPath(path).suffix.lower() in {".yml", ".yaml"}
        and not _OWN_FOLDERS & set(PurePosixPath(path).parts)
    }
    for place in sorted(places):
        if any(other in place.parents for other in places if other != place):
            continue
        inside = {path: text for path, text in files.items() if place in PurePosixPath(path).parents}
        folders[place.name or "Style"] = {
            str(PurePosixPath(path).relative_to(place)): text for path, text in inside.items()
        }
    return folders


def _switched_on(styles: Sequence[Style], config: ValeConfig) -> list[Style]:
    wanted = {rule.key: rule for rule in config.switched_on(styles, None)}
    return [
        Style(style.name, [wanted[rule.key] for rule in style.rules if rule.key in wanted])
        for style in styles
    ]
