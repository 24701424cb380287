"""The command `replay`: a receipt's question is answered anew, and what differs is told with why."""

import click

from assistant.clock import in_year
from assistant.kept.receipts import Receipt
from assistant.model import Json
from assistant.replay import Replay, replay
from assistant.service import Assistant
from corpus.bilingual import Bilingual
from ui.command.batch import refused_again
from ui.command.options import Voice, speaking
from ui.command.uploads import read_uploads
from ui.words.text import readable

CHANGED = 1
MOST = 20  # differences listed; all of them are in the JSON
SAME = Bilingual("相同：重算得到同一个回答。", "Same: recomputing gives the same answer.")
NOT_SAME = Bilingual("不同：重算得到的回答与当时不一样。", "Changed: recomputing gives another answer.")
WHAT = Bilingual("变化", "What changed")
WHY = Bilingual("原因", "Why")
AROUND = Bilingual("此后有变、但不影响这个回答的", "Changed since, without effect on this answer")
MORE = Bilingual("- 另有 {count} 项（--json 列出全部）", "- {count} more (all of them with --json)")


@click.command("replay")
@click.argument("receipt")
@click.option("--sheet", "sheets", multiple=True, metavar="FILE", help="A sheet that the answer rests on; repeatable.")
@click.option("--question", metavar="WORDS", help="What was asked, where it was deleted with its conversation.")
@speaking
def replay_command(voice: Voice, receipt: str, sheets: tuple[str, ...], question: str | None) -> int:
    """Recompute the answer of a RECEIPT (or its first 8 characters or more); exit 1 when it is not the same."""
    assistant, id = Assistant.open(), readable(receipt).strip().lower()
    then = assistant.kept.receipts.get(id)
    if then.given.line is not None:
        return _refusal(voice, assistant, then, then.given.line)
    found = replay(assistant, then.id, read_uploads(sheets), readable(question) if question else None)
    voice.put_json(found.as_json(voice.language)) if voice.as_json else voice.put(replay_text(found, voice))
    return 0 if found.same else CHANGED


def replay_text(found: Replay, voice: Voice) -> str:
    """Return what came of a replay, in lines."""
    lines = [(SAME if found.same else NOT_SAME).say(voice.language)]
    for head, told in ((WHAT, found.changes), (AROUND if found.same else WHY, found.causes)):
        if told:
            lines.append(f"{head.say(voice.language)}:" if voice.language == "en" else f"{head.zh}：")
            lines += [f"- {one.says.say(voice.language)}" for one in told[:MOST]]
            lines += [MORE.say(voice.language).format(count=len(told) - MOST)] * (len(told) > MOST)
    return "\n".join(lines)


def _refusal(voice: Voice, assistant: Assistant, then: Receipt, line: str) -> int:
    """Say whether a line of a batch that could not be answered is refused alike today."""
    with in_year(then.given.clock):
        now = refused_again(line, assistant, voice)
    same = now == then.id
    told: Json = {"receipt": then.id, "now": now, "same": same, "changes": [], "causes": [], "touched": []}
    voice.put_json(told) if voice.as_json else voice.say(SAME if same else NOT_SAME)
    return 0 if same else CHANGED
