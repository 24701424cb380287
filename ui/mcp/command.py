"""The command that serves other assistants: mcp."""

import click

from assistant.service import Assistant
from corpus.bilingual import Bilingual
from ui.command.options import Voice, speaking
from ui.errors import WrongUse
from ui.server.settings import server_settings

HOST, PORT = "127.0.0.1", 7861


@click.command("mcp")
@click.option("--http", "over_http", is_flag=True, help="Serve over HTTP at /mcp, not over standard input and output.")
@click.option("--host", help=f"With --http: the address to listen on (default {HOST}).")
@click.option("--port", type=click.IntRange(0, 65535), help=f"With --http: the port to listen on (default {PORT}).")
@speaking
def mcp_command(voice: Voice, over_http: bool, host: str | None, port: int | None) -> None:
    """Serve other assistants over the Model Context Protocol (供其他助手调用)."""
    if over_http:
        _serve_http(voice, host or HOST, PORT if port is None else port)
        return
    if host is not None or port is not None:
        raise WrongUse(
            Bilingual("--host 和 --port 只与 --http 同用。", "--host and --port go with --http only."),
            Bilingual("用法见 junheng mcp --help。", "See junheng mcp --help."),
        )
    from ui.mcp.server import run_stdio

    run_stdio(Assistant.open(), voice.language)


def _serve_http(voice: Voice, host: str, port: int) -> None:
    from ui.command.serve import run_server
    from ui.mcp.http import create_mcp_app
    from ui.server.access import MCP

    run_server(Assistant.open(), server_settings(host, port), voice, create_mcp_app, at=MCP)
