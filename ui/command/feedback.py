"""The command `feedback`: what readers said of answers, for whoever runs the server."""

import time

import click

from assistant.kept.feedback import Feedback
from assistant.service import Assistant
from corpus.bilingual import Bilingual, Language
from ui.command.options import Voice, speaking
from ui.terminal.layout import table
from ui.words.evidence_labels import REASONS

VOTES = {"useful": Bilingual("有用", "useful"), "wrong": Bilingual("有误", "wrong")}
NONE = Bilingual("还没有意见。", "Nothing was said yet.")
LISTED = 50


@click.command("feedback")
@click.option("-n", "most", default=LISTED, type=click.IntRange(1, 10_000), metavar="N", help="How many (default 50).")
@speaking
def feedback_command(voice: Voice, most: int) -> None:
    """List what readers said of answers, the latest first, each with the answer's receipt."""
    said = Assistant.open().kept.feedback.latest(most)
    if voice.as_json:
        voice.put_json([_json(receipt, one) for receipt, one in said])
    elif not said:
        voice.say(NONE)
    else:
        voice.put("\n".join(table([_row(receipt, one, voice.language) for receipt, one in said], indent="")))


def _json(receipt: str, said: Feedback) -> dict[str, object]:
    return {"receipt": receipt, "vote": said.vote, "reason": said.reason, "note": said.note, "made": said.made}


def _row(receipt: str, said: Feedback, language: Language) -> tuple[str, ...]:
    moment = time.strftime("%Y-%m-%d %H:%M", time.localtime(said.made))
    reason = REASONS[said.reason].say(language) if said.reason else ""
    # A note has line ends and control characters as its writer typed them: a terminal is to see none.
    note = "".join(one if one.isprintable() else " " for one in said.note)
    return moment, receipt, VOTES[said.vote].say(language), reason, note
