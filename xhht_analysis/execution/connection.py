"""A client of a Dask cluster: connected while a guard watches, and heard of in our words."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from xhht_analysis.base.errors import InputError
from xhht_analysis.execution.plain_pickles import Guard

if TYPE_CHECKING:
    from distributed import Client

#: Seconds for a scheduler to answer, and for workers to be there.
PATIENCE = 8


def connected(address: str, guard: Guard) -> Client:
    """A client; the guard watches from now on. Raises InputError where ``distributed`` is not installed,
    nobody answers, or what answers cannot be trusted.
    """
    try:
        from distributed import Client
    except ImportError:
        raise InputError(
            'Chưa cài thư viện distributed. Hãy chạy: pip install "xhht-analysis[cluster]"'
        ) from None
    for name in ("distributed", "distributed.client"):  # what goes wrong is told in our words
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    guard.begin()
    try:
        return _client(Client, address)
    except BaseException as error:
        guard.end()
        if guard.alarmed:
            raise distrusted(address) from None
        if isinstance(error, InputError) or not isinstance(error, Exception):
            raise
        raise InputError(
            "Không có scheduler Dask nào trả lời ở {address!r}. Hãy kiểm tra địa chỉ (dạng "
            "tls://máy:8786), chứng chỉ trong cấu hình của Dask, và xem lệnh dask scheduler còn chạy không.",
            address=address,
        ) from error


def _client(kind: type[Client], address: str) -> Client:
    asyncio.run(_reach(address))
    client = kind(address, timeout=PATIENCE, set_as_default=False)
    try:
        for topic in ("print", "warn"):  # a worker has nothing to say on this screen
            client.unsubscribe_topic(topic)
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise InputError(
            "Cụm Dask {address} chưa có worker nào. Hãy chạy trên các máy: dask worker {address}",
            address=address,
        ) from None
    return client


def strange(address: str, error: BaseException | None) -> InputError:
    """Dask could not even begin. What its error says may be anything: its kind alone is told."""
    return InputError(
        "Cụm Dask {address} không chạy được chương trình này ({name}). Hãy cài xhht-analysis "
        "cùng phiên bản trên mọi worker rồi khởi động lại worker.",
        address=address, name=type(error).__name__,
    )  # fmt: skip


def distrusted(address: str) -> InputError:
    """Something arrived that no worker of ours sends."""
    return InputError(
        "Cụm Dask {address} gửi về thứ không phải kết quả của chương trình này (có thể là mã để chạy): đã từ "
        "chối, không chạy và không ghi gì từ đó. Hãy xem ai đang dùng cụm, khởi động lại scheduler và worker "
        "chỉ gồm máy tin cậy (docs/cluster.md), rồi chạy lại.",
        address=address,
    )


async def _reach(address: str) -> None:
    """Shake hands: the client itself would wait for ever for one who listens and does not answer."""
    from distributed.comm.core import connect
    from distributed.security import Security

    options = Security().get_connection_args("client")
    comm = await asyncio.wait_for(connect(address, timeout=PATIENCE, **options), PATIENCE)
    await comm.close()
