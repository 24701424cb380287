"""The chat page: how its parts act on a talk.

Gradio keeps uploads as files and serves any of them to whoever knows the path. So each upload is read into the
session at once and its file removed in the same handler, and the guard lets no request reach Gradio's file routes.
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from assistant.service import Assistant
from calculators.model import ColumnReading
from corpus.bilingual import Language
from ui import sheet_labels, views
from ui.chat_widgets import Update, Widgets, columns_panel, make_widgets, relabelled
from ui.columns_asked import MAX_ASKED, key_of
from ui.conversation import conversation_of
from ui.quiet_gradio import gr
from ui.recalled import recalled
from ui.tab import Talk
from ui.talk import answered, asked, asked_again, confirmed, forget, not_read, with_sheets

CSS = Path(__file__).parent / "static" / "chat.css"
FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif")
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
LANGUAGES: list[tuple[str, str]] = [("中文", "zh"), ("English", "en")]


def mount_chat(app: FastAPI, assistant: Assistant, uploads: Path) -> None:
    """Serve the chat at the root of `app`; Gradio keeps uploads in `uploads` until they are read."""
    os.environ["GRADIO_TEMP_DIR"] = str(uploads)
    # Inside a running loop, since Gradio would otherwise make loops of its own and never close them; in a thread,
    # since the caller may itself be in a loop.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, _mount(app, assistant)).result()


async def _mount(app: FastAPI, assistant: Assistant) -> None:
    gr.mount_gradio_app(
        app,
        build(assistant),
        path="/",
        footer_links=[],
        run_history=False,
        pwa=True,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size="21mb",
        theme=gr.themes.Base(font=FONTS, font_mono=("Noto Sans Mono CJK SC", "Consolas", "monospace")),
        css=CSS.read_text("utf-8"),
    )


def build(assistant: Assistant) -> gr.Blocks:
    """Return the page, in Chinese until the reader switches."""
    page: gr.Blocks
    with gr.Blocks(title="均衡 Junheng", analytics_enabled=False, fill_width=True, delete_cache=(600, 600)) as page:
        talk = gr.State(Talk())
        asking = gr.State(())  # which columns are asked or kept: Gradio watches it, and cannot watch a talk
        with gr.Row(elem_id="jh-top"):
            header = gr.Markdown(views.header("zh"), elem_id="jh-header", latex_delimiters=[])
            language = gr.Radio(
                LANGUAGES, value="zh", label="Language", show_label=False, container=False, elem_id="jh-language"
            )
        with gr.Row(elem_id="jh-body"):
            widgets = make_widgets(assistant, header)
        _wire(assistant, page, widgets, talk, asking, language)
    for event in page.fns.values():
        event.api_visibility = "private"  # Gradio gives `gr.render` no such option
    # A page that is mounted rather than launched would take any file of this machine for an upload.
    page.has_launched = True
    page.queue(default_concurrency_limit=4, max_size=64, api_open=False)
    return page


def _wire(
    assistant: Assistant, page: gr.Blocks, widgets: Widgets, talk: gr.State, asking: gr.State, language: gr.Radio
) -> None:
    """Connect the parts. No event is an endpoint that other programs could call by name."""
    shown = [widgets.chat, widgets.sheets, widgets.figures, talk, asking]
    page.load(_recalling(assistant), [language, talk], shown, **PRIVATE)
    _wire_questions(assistant, widgets, talk, language, shown)
    _wire_sheets(assistant, widgets, talk, language, shown)
    widgets.reset.click(partial(_reset, assistant), [language, talk], shown, **PRIVATE)
    language.change(partial(relabelled, assistant), [language, talk, widgets.county], widgets.all(), **PRIVATE)
    ask = partial(_ask_columns, assistant, shown, language, talk)
    with widgets.columns:
        gr.render([talk, language], [asking.change, language.change], show_progress="hidden")(ask)


def _wire_questions(
    assistant: Assistant, widgets: Widgets, talk: gr.State, language: gr.Radio, shown: Sequence[Any]
) -> None:
    question = {
        "fn": _taking_question(assistant),
        "outputs": [widgets.question, widgets.chat, widgets.ask, talk],
        **PRIVATE,
    }
    answer = {
        "fn": partial(_answer, assistant),
        "inputs": [widgets.county, language, talk],
        "outputs": shown,
        **PRIVATE,
    }
    # The last step runs also when the one before it failed, so that the button never stays off.
    ready = {"fn": lambda: gr.update(interactive=True), "outputs": widgets.ask, **PRIVATE}
    triggers: list[tuple[Any, Any]] = [
        (event, widgets.question) for event in (widgets.question.submit, widgets.ask.click)
    ]
    triggers += [(button.click, button) for button in widgets.examples]
    for event, source in triggers:
        event(inputs=[source, language, talk], **question).then(**answer).then(**ready)
    choice = question | {"fn": _taking_choice(assistant), "inputs": [language, talk]}
    widgets.chat.option_select(**choice).then(**answer).then(**ready)


def _wire_sheets(
    assistant: Assistant, widgets: Widgets, talk: gr.State, language: gr.Radio, shown: Sequence[Any]
) -> None:
    taken = widgets.upload.upload(
        _taking_sheets(assistant),
        [widgets.upload, widgets.county, language, talk],
        [widgets.upload, *shown],
        **PRIVATE,
    )
    # What Gradio itself could not hand over never reached the handler.
    taken.failure(partial(_say_failure, assistant), [language, talk], [widgets.upload, *shown], **PRIVATE)


def _ask_columns(
    assistant: Assistant, shown: Sequence[Any], radio: gr.Radio, state: gr.State, talk: Talk, language: Language
) -> None:
    """Show the columns to confirm, if any, with the button that confirms them, and the one that undoes it."""
    columns = talk.asked[:MAX_ASKED]
    if columns:
        boxes = columns_panel(columns, len(talk.asked) - len(columns), language)
        confirm = gr.Button(sheet_labels.CONFIRM.say(language), variant="primary", elem_id="jh-confirm")
        confirm.click(partial(_confirm, assistant, columns), [radio, state, *boxes], shown, **PRIVATE)
    if talk.has_kept:
        undo = gr.Button(sheet_labels.ASK_AGAIN.say(language), size="sm", elem_id="jh-ask-again")
        undo.click(partial(_undo, assistant), [radio, state], shown, **PRIVATE)


def _recalling(assistant: Assistant) -> Callable[..., tuple[Update, ...]]:
    """Return what shows the browser's conversation, as it is kept, when the page opens."""

    def recall(language: Language, talk: Talk, request: gr.Request) -> tuple[Update, ...]:
        return _shown(_current(assistant, language, talk, request), language)

    return recall


def _current(assistant: Assistant, language: Language, talk: Talk, request: gr.Request) -> Talk:
    """Return the talk of a tab; where Gradio has it no more, or never had, as it is kept."""
    is_new = talk.cookie is None and talk.session is None
    return recalled(assistant, conversation_of(request.cookies, assistant.home), language) if is_new else talk


def _taking_question(assistant: Assistant) -> Callable[..., tuple[Update, ...]]:
    """Return what shows a question at once; the answer follows."""

    def take(question: str, language: Language, talk: Talk, request: gr.Request) -> tuple[Update, ...]:
        question = question.encode("utf-8", "replace").decode()
        if not question.strip():
            return gr.skip(), gr.skip(), gr.skip(), gr.skip()
        talk = asked(question, _current(assistant, language, talk, request))
        return "", talk.shown(), gr.update(interactive=False), talk

    return take


def _taking_choice(assistant: Assistant) -> Callable[..., tuple[Update, ...]]:
    """Return what asks a question that was offered under the last answer."""
    take = _taking_question(assistant)

    def choose(language: Language, talk: Talk, request: gr.Request, chosen: gr.SelectData) -> tuple[Update, ...]:
        return take(str(chosen.value), language, talk, request)

    return choose


def _answer(assistant: Assistant, county: str | None, language: Language, talk: Talk) -> tuple[Update, ...]:
    return _shown(answered(assistant, county, language, talk), language)


def _taking_sheets(assistant: Assistant) -> Callable[..., tuple[Update, ...]]:
    """Return what reads sheets into the conversation."""

    def take(
        paths: Sequence[str] | None, county: str | None, language: Language, talk: Talk, request: gr.Request
    ) -> tuple[Update, ...]:
        talk = _current(assistant, language, talk, request)
        # The first output empties the upload, so that the same file may be chosen again.
        return None, *_shown(with_sheets(assistant, paths or (), county, language, talk), language)

    return take


def _say_failure(assistant: Assistant, language: Language, talk: Talk) -> tuple[Update, ...]:
    return None, *_shown(not_read(assistant, language, talk), language)


def _confirm(
    assistant: Assistant, columns: Sequence[ColumnReading], language: Language, talk: Talk, *values: str | None
) -> tuple[Update, ...]:
    return _shown(confirmed(assistant, columns, values, language, talk), language)


def _undo(assistant: Assistant, language: Language, talk: Talk) -> tuple[Update, ...]:
    return _shown(asked_again(assistant, language, talk), language)


def _reset(assistant: Assistant, language: Language, talk: Talk) -> tuple[Update, ...]:
    """Begin a new conversation; what was said in the old one and its sheets are forgotten."""
    forget(assistant, talk)
    return _shown(Talk(cookie=talk.cookie), language)


def _shown(talk: Talk, language: Language) -> tuple[Update, ...]:
    sheets = views.sheets_panel(talk.sheets, language, talk.read)
    asking = (talk.has_kept, *(key_of(one) for one in talk.asked))
    return talk.shown(), sheets, views.figures_panel(talk.answer, language), talk, asking
