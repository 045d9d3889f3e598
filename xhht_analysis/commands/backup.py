"""``xhht backup``: one plain zip of all that cannot be made anew, for its owner alone."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import cannot_open
from xhht_analysis.base.messages import Message, say
from xhht_analysis.base.store import PUBLISHED_FILE, Store, find_root, make_private, write_atomically
from xhht_analysis.commands.init import RECORD
from xhht_analysis.commands.spoken import Spoken

#: Folders that are kept whole; files that are kept besides. What else there is, `xhht run` makes anew.
_WHOLE = ("data/raw", "data/private", "data/rules", "notebooks")
_BESIDES = (f"data/processed/*/*/{PUBLISHED_FILE}", "outputs/bao-cao-*.zip", RECORD, ".gitignore")
#: Where no backup may lie: what is there is published, or read as what somebody sent.
_NEVER = ("outputs", "data", "notebooks")
_FOLDER = "sao-luu"


@click.command(
    "backup",
    cls=Spoken,
    words=Message(
        "Sao lưu vào một tệp zip mọi thứ không lập lại được: tệp gốc, mô tả, câu trả lời, chỗ đã sửa, các "
        "lần công bố cùng khóa. Có dữ liệu của từng người: giữ như hồ sơ mật."
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
def command(file: Path | None) -> None:
    store = Store(find_root())
    store.tidy()
    path = _target(store.root, file)
    kept = list(files_to_keep(store.root))
    write_atomically(path, lambda part: _write_zip(part, store.root, kept), mode=0o600)
    for link in _links(store.root):
        click.echo(say("Không sao lưu lối tắt: {name}", name=link.relative_to(store.root).as_posix()))
    click.echo(say("Đã sao lưu {number} tệp, có dữ liệu của từng người, không gửi đi đâu:", number=len(kept)))
    click.echo(str(path))


def files_to_keep(root: Path) -> Iterator[Path]:
    """Every file that cannot be made anew, in order; links are not followed."""
    for folder in _WHOLE:
        yield from (path for path in sorted((root / folder).rglob("*")) if _is_own_file(path))
    for pattern in _BESIDES:
        yield from (path for path in sorted(root.glob(pattern)) if _is_own_file(path))


def _is_own_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and ".ipynb_checkpoints" not in path.parts


def _links(root: Path) -> list[Path]:
    return [path for folder in _WHOLE for path in sorted((root / folder).rglob("*")) if path.is_symlink()]


def _target(root: Path, file: Path | None) -> Path:
    name = f"xhht-{dt.date.today().isoformat()}"
    if file is None:
        make_private(root / _FOLDER)
    path = (file or root / _FOLDER).resolve()
    if any(path.is_relative_to(root / folder) for folder in _NEVER):
        raise InputError(
            "Không sao lưu vào outputs, data hay notebooks: tệp có dữ liệu của từng người. Hãy chọn nơi khác."
        )
    if path.is_dir():
        numbers = ("", *(f"-{number}" for number in range(2, 1000)))
        path = next(one for n in numbers if not (one := path / f"{name}{n}.zip").exists())
    if path.exists():
        raise InputError("Đã có tệp {path}: không ghi đè. Hãy chọn tên khác.", path=path)
    if not path.parent.is_dir():
        raise InputError("Không có thư mục {folder}. Hãy tạo thư mục trước.", folder=path.parent)
    return path


def _write_zip(part: Path, root: Path, kept: list[Path]) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in kept:
            name = path.relative_to(root).as_posix()
            try:
                entry = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with path.open("rb") as source, archive.open(entry, "w") as copy:
                    shutil.copyfileobj(source, copy)
            except PermissionError as error:
                raise cannot_open(path, error) from None
    with zipfile.ZipFile(part) as archive:
        if damaged := archive.testzip():
            raise InputError("Tệp sao lưu hỏng ở {name}. Hãy xem lại ổ đĩa rồi sao lưu lại.", name=damaged)
