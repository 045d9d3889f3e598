"""Files of typed figures, written and judged."""

import pytest

from xhht_analysis.standards.levels import judge_file


@pytest.fixture
def judged(tmp_path, request):
    """The entries of a file that has these lines below the ``HEAD`` of the module that asks."""

    def judge(*lines):
        path = tmp_path / "figures.csv"
        path.write_text(request.module.HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        return judge_file(path).entries

    return judge
