"""``xhht init``: a project's folder anywhere, from what came with the program; and brought up to date."""

from __future__ import annotations

import hashlib
import json
import site
import sys
from collections.abc import Iterator
from pathlib import Path

import click

import xhht_analysis
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, say
from xhht_analysis.base.store import Store, write_atomically, write_json, write_text
from xhht_analysis.commands.spoken import Spoken

#: What a project gets; in the program's own folder and in an installed wheel it lies at the same places.
PARTS = (
    "notebooks/*.ipynb",
    "docs/schema/*.json",
    "docs/huong-dan.md",
    "docs/corrections.md",
    "docs/files.md",
    "docs/chuyen-may.md",
    "docs/danh-sach.md",
    "docs/mau-bao-cao.md",
    "docs/plan.md",
    "docs/quy-dinh.md",
    "windows/*.cmd",
)
SAMPLE = "data/raw/*/*.toml"
#: Hashes of the files as ``init`` wrote them: what still is so may be renewed, what was edited stays.
RECORD = ".xhht-init.json"
_IGNORED = "data/raw/*/*/*\n!data/raw/*/publications/*\ndata/processed/\ndata/private/\noutputs/\nsao-luu/\n"


@click.command(
    "init",
    cls=Spoken,
    words=Message(
        "Lập thư mục dự án ở bất cứ đâu: sổ tính, hướng dẫn, các thư mục (--sample: cả xã mẫu). Chạy lại sau "
        "khi nâng cấp chương trình thì thay những tệp của chương trình mà không ai sửa; số liệu giữ nguyên."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="kèm xã mẫu, người không có thật / with the sample communes")
def command(folder: Path, sample: bool) -> None:
    home, root = _home(), folder.resolve()
    if root == home:
        raise InputError("Đây là thư mục của chính chương trình, đã có đủ. Hãy chọn thư mục khác.")
    if root.exists() and not root.is_dir():
        raise InputError("{folder} là tệp, không phải thư mục. Hãy chọn tên khác.", folder=folder)
    edited = write_project(home, root)
    if sample:
        _write_sample(home, Store(root))
    click.echo(say("Dự án ở: {root}", root=root))
    for name in edited:
        click.echo(say("Giữ nguyên tệp đã sửa: {name}", name=name))
    click.echo(
        say("Tiếp theo, trong thư mục ấy: xhht run")
        if sample
        else say("Tiếp theo, trong thư mục ấy: xhht new <xã>. Hướng dẫn: docs/huong-dan.md")
    )


def write_project(home: Path, root: Path) -> list[str]:
    """Write what is missing, renew what nobody edited, and return the names of the files that were edited."""
    record = root / RECORD
    written = _recorded(record)
    edited = []
    for source in _files(home, PARTS):
        name = source.relative_to(home).as_posix()
        path, content = root / name, source.read_bytes()
        there = _hash(path.read_bytes()) if path.is_file() else None
        if there not in (None, written.get(name), _hash(content)):
            edited.append(name)
            continue
        if there != _hash(content):
            _put(path, content)
        written[name] = _hash(content)
    for name in ("data/raw", "data/processed", "outputs"):
        (root / name).mkdir(parents=True, exist_ok=True)
    if not (root / ".gitignore").exists():
        write_text(root / ".gitignore", _IGNORED)
    write_json(record, written)
    return edited


def _recorded(record: Path) -> dict[str, str]:
    """What the last time wrote; of a damaged record nothing is known, and every other file is somebody's."""
    try:
        told = json.loads(record.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _write_sample(home: Path, store: Store) -> None:
    from xhht_sample import write_sample
    from xhht_sample.communes import COMMUNES

    for source in _files(home, (SAMPLE,)):
        path = store.root / source.relative_to(home)
        if source.parent.name in COMMUNES and not path.exists():
            _put(path, source.read_bytes())
    for area in COMMUNES:
        write_sample(store.raw, area)


def _home() -> Path:
    """Where the program's own notebooks lie: its folder, or ``share/`` of what it was installed into."""
    package = Path(xhht_analysis.__file__).resolve().parents[1]
    share = Path("share", "xhht-analysis")
    bases = (package, *(Path(base) / share for base in (package, sys.prefix, site.getuserbase())))
    for base in bases:
        if any((base / "notebooks").glob("*.ipynb")):
            return base
    raise InputError(
        "Không tìm thấy sổ tính của chương trình. Hãy cài lại chương trình: pip install --force-reinstall."
    )


def _files(home: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    return (path for pattern in patterns for path in sorted(home.glob(pattern)))


def _put(path: Path, content: bytes) -> None:
    write_atomically(path, lambda part: part.write_bytes(content))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
