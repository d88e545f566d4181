"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.ui.arguments import DAY, WORDS

area_option = click.option("--area", type=WORDS, metavar="地区", help="参保地：编号（jiangmen）或名称（江门、蓬江）。")
date_option = click.option("--date", "day", type=DAY, metavar="日期", help="按哪一天答，如 2022-12-23；不写就是今天。")
knowledge_option = click.option(
    "--knowledge", type=click.Path(path_type=Path), metavar="文件夹", help="用另一个知识库文件夹。"
)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
records_option = click.option(
    "--records", type=WORDS, metavar="文件或地址", help="记录库：文件、postgresql://… 或 off（不记）。"
)
