"""`yibao web`: the chat or the desk in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.surroundings import require_folder
from assistant.ui.arguments import ChineseCommand
from assistant.ui.options import area_option, date_option, knowledge_option, records_option
from assistant.ui.plain import printable
from assistant.ui.web.address import Address, ServingError, require_free

if TYPE_CHECKING:
    from assistant.surroundings import Surroundings


@click.command(cls=ChineseCommand)
@click.option("--desk", "with_desk", is_flag=True, help="打开坐席台，不写就是群众的对话。")
@click.option("--host", default="127.0.0.1", metavar="地址", help="在哪个地址打开；不写就只有这台电脑能用。")
@click.option("--port", default=8000, type=click.IntRange(1, 65535), metavar="端口", help="端口，不写是 8000。")
@click.option("--public", is_flag=True, help="确认让别的电脑也能打开（没有登录，谁都能用）。")
@click.option("--idle", default=0, type=click.IntRange(0, 1440), metavar="分钟", help="多少分钟没人用就重新开始。")
@area_option
@date_option
@click.option("--documents", type=click.Path(path_type=Path), metavar="文件夹", help="坐席台的原文文件夹。")
@click.option("--calls", type=click.Path(path_type=Path), metavar="文件夹", help="坐席台结束的来电导出到这里。")
@records_option
@knowledge_option
@click.pass_context
def web(
    context: click.Context,
    with_desk: bool,
    host: str,
    port: int,
    public: bool,
    idle: int,
    area: str | None,
    day: date | None,
    documents: Path | None,
    calls: Path | None,
    records: str | None,
    knowledge: Path | None,
) -> None:
    """在浏览器里用：自助机，或没有终端的办公室。"""
    if find_spec("textual_serve") is None:
        raise click.UsageError("在浏览器里用要多装一个组件：pip install 'yibao[web]'")
    address = Address(host, port)
    if not address.is_local and not public:
        raise click.UsageError(f"{printable(host)} 是别的电脑也能打开的地址，又没有登录；确实要这样，请加 --public")
    if documents is not None:
        require_folder(documents)
    surroundings: Surroundings = context.obj.at(knowledge, records)
    # What is wrong with them is told here, not to every visitor.
    surroundings.address()
    surroundings.assistant().open_call(area, day)
    given = {"--area": area, "--date": day, "--records": records, "--knowledge": surroundings.settings.knowledge}
    if with_desk:
        given |= {"--documents": documents, "--calls": calls}
    try:
        require_free(address)
        from assistant.ui.web.serving import serve

        command = [*(["desk"] if with_desk else []), *_as_words(given)]
        serve(command, address, "医保坐席台" if with_desk else "医保问答", idle * 60)
    except ServingError as err:
        raise click.UsageError(str(err)) from err


def _as_words(given: Mapping[str, date | Path | str | None]) -> list[str]:
    """The options that are given, as a command line names them; folders are named from the root."""
    told = {option: value.absolute() if isinstance(value, Path) else value for option, value in given.items()}
    return [str(part) for option, value in told.items() if value is not None for part in (option, value)]
