"""How far chance alone may move a rate: Wilson's interval, by scipy (extra ``lab``)."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.errors import InputError


def wilson(part: pd.Series, of: pd.Series, confidence: float) -> dict[str, pd.Series]:
    """Ends of the interval of each share as ``low`` and ``high`` (0 to 1, NaN where nobody answered).

    >>> told = wilson(pd.Series([8], dtype="Int64"), pd.Series([10], dtype="Int64"), 0.95)
    >>> [f"{told[name][0]:.4f}" for name in ("low", "high")]
    ['0.4902', '0.9433']
    """
    if not 0 < confidence < 1:
        raise InputError("Độ tin cậy là số giữa 0 và 1, ví dụ interval=0.95.")
    try:
        from scipy.stats import binomtest
    except ImportError:
        raise InputError('Khoảng tin cậy cần scipy. Hãy chạy: pip install "xhht-analysis[lab]"') from None
    ends: dict[str, list[float]] = {"low": [], "high": []}
    for some, all_ in zip(part, of, strict=True):
        if pd.isna(some) or not 0 <= some <= all_ or not all_:
            low = high = float("nan")
        else:
            low, high = binomtest(int(some), int(all_)).proportion_ci(confidence, method="wilson")
        ends["low"].append(low)
        ends["high"].append(high)
    return {name: pd.Series(values, index=part.index, dtype="float64") for name, values in ends.items()}
