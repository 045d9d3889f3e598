"""A Word file with fields, filled in: what an office may edit in Word, without what could do harm.

A template shows fields, and repeats paragraphs or rows over lists; it computes nothing. So the work that one
can ask for is bounded by its own size, and no loop of it can run for ever.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from docx import Document as open_document
from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import TEMPLATE_FILE
from xhht_analysis.base.messages import Message, near

#: Bytes of a template, packed and unpacked, and letters of what is made of it: a paper has some 100.000.
_PACKED, _UNPACKED, _MADE = 5_000_000, 40_000_000, 20_000_000
#: Loops within loops: parts of a list, rows of a part, lines of a row.
_DEPTH = 3
#: All that a template may be made of.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.For, nodes.If, nodes.CondExpr, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
    nodes.Filter, nodes.Test,
)  # fmt: skip
_FILTERS = ("upper", "lower", "capitalize", "first", "last", "length", "trim", "default", "d")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRACKED = {"ins", "del", "moveFrom", "moveTo", "commentReference"}


def fill(template: bytes, fields: Mapping[str, Any], *, name: str = TEMPLATE_FILE) -> Document:
    """The document of a template, its fields filled in.

    ``fields``: a text, a list of texts, or a list of rows, each a text by its name. Raises InputError, one
    sentence with the remedy, for a file that is no Word document, a field that is not known, and a tag that
    is wrong or not allowed.
    """
    _check_package(template, name)
    environment = _Environment(fields)
    try:
        made = DocxTemplate(io.BytesIO(template))
        _check_tracked(made, name)
        made.render(dict(fields), environment)
    except InputError:
        raise
    except _Unknown as error:
        raise InputError(
            "Tệp mẫu {name} dùng trường “{field}” mà chương trình không có.{near} Hãy sửa lại tên trường, "
            "hoặc ghi mẫu gốc bằng xhht template <địa bàn> <kỳ> --report để đối chiếu.",
            name=name, field=error.field, near=near(error.field, error.known),
        ) from None  # fmt: skip
    except _NotAllowed as error:
        raise InputError(
            "Tệp mẫu {name} dùng “{what}”, thứ mà mẫu không được dùng: mẫu chỉ hiện trường, lặp theo danh "
            "sách và xét điều kiện. Hãy bỏ đi.",
            name=name, what=error.what,
        ) from None  # fmt: skip
    except (TemplateError, RecursionError) as error:
        raise InputError(
            "Tệp mẫu {name} có thẻ sai{where}: mỗi “for” phải có “endfor”, mỗi “if” phải có “endif”, tên "
            "trường nằm trong hai cặp ngoặc nhọn. Hãy sửa thẻ ấy, hoặc bắt đầu lại từ mẫu gốc: xhht template "
            "<địa bàn> <kỳ> --report",
            name=name, where=_where(error),
        ) from None  # fmt: skip
    except (KeyError, ValueError, AttributeError, TypeError, SyntaxError, zipfile.BadZipFile, OSError):
        raise _no_word_file(name) from None
    whole = io.BytesIO()
    made.save(whole)
    return open_document(whole)  # what docxtpl put in place of headers is no part that python-docx can edit


class _Unknown(Exception):
    def __init__(self, field: str, known: Iterable[str]) -> None:
        super().__init__(field)
        self.field, self.known = field[:60], [name for name in known if isinstance(name, str)]


class _NotAllowed(Exception):
    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what[:60]


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which besides a template is refused that does more than show and repeat."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        super().__init__(autoescape=True, undefined=_undefined(fields))
        self._fields = fields
        self.globals.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        self._check(tree, frozenset(), 0)
        return tree

    def _check(self, node: nodes.Node, bound: frozenset[str], depth: int) -> None:
        """Every node is one of those allowed, every name is a field or what a loop around it names."""
        if not isinstance(node, _ALLOWED):
            raise _NotAllowed(type(node).__name__.lower())
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            raise _NotAllowed(f"|{node.name}")
        if isinstance(node, nodes.Name) and node.name not in bound and node.name not in self._fields:
            raise _Unknown(node.name, [*self._fields, *bound])
        if not isinstance(node, nodes.For):
            for child in node.iter_child_nodes():
                self._check(child, bound, depth)
            return
        if node.recursive or depth == _DEPTH or not isinstance(node.target, nodes.Name):
            raise _NotAllowed("for … for … for … for" if depth == _DEPTH else "for")
        self._check(node.iter, bound, depth)
        inside = bound | {node.target.name, "loop"}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            self._check(child, inside, depth + 1)

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """The text of a template, unless there is too much of it."""
        made, letters = [], 0
        for piece in pieces:
            letters += len(piece)
            if letters > _MADE:
                raise _NotAllowed("for")
            made.append(piece)
        return "".join(made)


def _undefined(fields: Mapping[str, Any]) -> type[Undefined]:
    class Missing(Undefined):
        """A field that is not known is an error as soon as it is looked at."""

        def _fail_with_undefined_error(self, *_: Any, **__: Any) -> Any:
            there = self._undefined_obj
            known = there if isinstance(there, Mapping) else fields
            raise _Unknown(str(self._undefined_name), known)

        __str__ = __iter__ = __bool__ = __len__ = __eq__ = __ne__ = _fail_with_undefined_error
        __html__ = _fail_with_undefined_error

    Missing.__hash__ = object.__hash__  # type: ignore[method-assign]
    return Missing


def _where(error: BaseException) -> Message:
    """The tag of Word that is wrong, as far as Jinja tells it."""
    said = " ".join(getattr(error, "docx_context", ()))
    tags = re.findall(r"\{[{%][^{}]{0,40}[%}]\}", said)
    if not tags or not isinstance(error, TemplateSyntaxError | UndefinedError | SecurityError):
        return Message.twin("", "")
    return Message.twin(f" gần “{tags[0]}”", f" near “{tags[0]}”")


def _check_package(template: bytes, name: str) -> None:
    """A Word document of a usual size."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            sizes = [entry.file_size for entry in archive.infolist()]
            is_word = "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _no_word_file(name) from None
    if not is_word:
        raise _no_word_file(name)
    if len(template) > _PACKED or sum(sizes) > _UNPACKED:
        raise InputError("Tệp mẫu {name} quá lớn (trên 5 MB). Hãy bỏ ảnh và phần thừa.", name=name)


def _check_tracked(made: DocxTemplate, name: str) -> None:
    """What somebody is still talking about in the margin must not leave with the paper."""
    body = made.get_docx().element.body
    if any(str(element.tag).removeprefix(_W) in _TRACKED for element in body.iter()):
        raise InputError(
            "Tệp mẫu {name} còn dấu sửa đổi hoặc chú thích của Word. Hãy chấp nhận mọi sửa đổi (Review → "
            "Accept All), xóa chú thích, rồi lưu lại.",
            name=name,
        )


def _no_word_file(name: str) -> InputError:
    return InputError(
        "Không mở được tệp mẫu {name} như tệp Word (.docx). Hãy lưu lại bằng Word dạng .docx, hoặc ghi mẫu "
        "gốc: xhht template <địa bàn> <kỳ> --report",
        name=name,
    )
