"""The commands that keep the product: eval, doctor, serve."""

from pathlib import Path

import click

from assistant.service import Assistant
from ui.command.options import Voice, speaking
from ui.server.settings import server_settings
from ui.terminal.layout import table

FINDINGS = 1


@click.command("eval")
@click.option("--questions", metavar="FILE", help="Questions with expectations, one JSON object a line.")
@speaking
def evaluate(voice: Voice, questions: str | None) -> int:
    """Measure retrieval and answers; exit 1 when a gate fails."""
    from assistant.evaluate import evaluate as measure

    report = measure(Assistant.open(), Path(questions) if questions else None, build=questions is None)
    voice.put_json(report.as_json()) if voice.as_json else voice.put(report.text(voice.language))
    return 0 if report.passed else FINDINGS


@click.command()
@speaking
def doctor(voice: Voice) -> int:
    """Say what is installed, indexed and configured; exit 1 when something must be mended."""
    lines = Assistant.open().doctor(voice.language)
    if voice.as_json:
        voice.put_json([{"name": one.name, "value": one.value, "ok": one.ok} for one in lines])
    else:
        voice.put("\n".join(table([("✓" if one.ok else "!", one.name, one.value) for one in lines], indent="")))
    return 0 if all(one.ok for one in lines) else FINDINGS


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@speaking
def serve(voice: Voice, host: str, port: int) -> None:
    """Serve the web app and the REST interface."""
    from ui.command.serve import run_server
    from ui.server.app import create_app

    run_server(Assistant.open(), server_settings(host, port), voice, create_app)
