"""The chat page: how its parts act on a talk.

Gradio keeps uploads as files and serves any of them to whoever knows the path. So each upload is read into the
session at once and its file removed in the same handler, and the guard lets no request reach Gradio's file routes.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from assistant.service import Assistant
from calculators.model import ColumnReading
from corpus.bilingual import Language
from ui.chat import panels
from ui.chat.answers import NOTHING, Answers, Updates
from ui.chat.quiet_gradio import gr
from ui.chat.tab import Talk
from ui.chat.talk import asked_again, confirmed, not_read, throw_away, with_sample, with_sheets
from ui.chat.whose import new_talk
from ui.chat.widgets import Widgets, columns_panel, make_widgets, relabelled
from ui.check_page.samples import SAMPLES, sample_uploads
from ui.server.answer_threads import ANSWERS_AT_ONCE
from ui.words import sheet_labels
from ui.words.columns_asked import MAX_ASKED

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
    )


def build(assistant: Assistant) -> gr.Blocks:
    """Return the page, in Chinese until the reader switches."""
    page: gr.Blocks
    with gr.Blocks(title="均衡 Junheng", analytics_enabled=False, fill_width=True, delete_cache=(600, 600)) as page:
        talk = gr.State(Talk())
        asking = gr.State(())  # which columns are asked or kept: Gradio watches it, and cannot watch a talk
        with gr.Row(elem_id="jh-top"):
            header = gr.Markdown(panels.header("zh"), elem_id="jh-header", latex_delimiters=[], sanitize_html=False)
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
    answers = Answers(assistant)
    whole = [widgets.chat, widgets.sheets, widgets.history, talk, asking]
    opened = [language, *whole]
    page.load(answers.opened, [language, talk], opened, concurrency_limit=ANSWERS_AT_ONCE, **PRIVATE)
    _wire_questions(answers, widgets, talk, language, whole)
    _wire_sheets(assistant, answers, widgets, talk, language, whole)
    widgets.reset.click(partial(_reset, assistant, answers), [language, talk], whole, **PRIVATE)
    chosen = [widgets.county, widgets.year]
    language.change(partial(relabelled, assistant), [language, talk, *chosen], widgets.all(), **PRIVATE)
    county = [widgets.county, language]
    widgets.county.change(partial(panels.documents_panel, assistant), county, widgets.documents, **PRIVATE)
    ask = partial(_ask_columns, assistant, answers, whole, language, talk)
    with widgets.columns:
        gr.render([talk, language], [asking.change, language.change], show_progress="hidden")(ask)


def _wire_questions(
    answers: Answers, widgets: Widgets, talk: gr.State, language: gr.Radio, whole: Sequence[Any]
) -> None:
    question = {
        "fn": answers.take,
        "outputs": [widgets.question, widgets.chat, widgets.ask, widgets.stop, talk],
        **PRIVATE,
    }
    answer = {
        "fn": answers.answer,
        "inputs": [widgets.county, widgets.year, language, talk],
        "outputs": whole,
        "concurrency_limit": ANSWERS_AT_ONCE,
        **PRIVATE,
    }
    # The last step runs also when the one before it failed, so that no button stays as it was meanwhile.
    ready = {"fn": answers.ready, "inputs": [talk], "outputs": [widgets.ask, widgets.stop], **PRIVATE}
    widgets.stop.click(answers.do_not_wait, [talk], **PRIVATE)
    triggers: list[tuple[Any, Any]] = [
        (event, widgets.question) for event in (widgets.question.submit, widgets.ask.click)
    ]
    triggers += [(button.click, button) for button in widgets.examples]
    for event, source in triggers:
        event(inputs=[source, language, talk], **question).then(**answer).then(**ready)
    # Filled by a script of ours, where a reader asks something again.
    again = gr.Textbox(visible="hidden", elem_id="jh-act")
    again.change(**question | {"fn": answers.again, "inputs": [again, language, talk]}).then(**answer).then(**ready)
    choice = question | {"fn": answers.choose, "inputs": [language, talk]}
    widgets.chat.option_select(**choice).then(**answer).then(**ready)


def _wire_sheets(
    assistant: Assistant, answers: Answers, widgets: Widgets, talk: gr.State, language: gr.Radio, whole: Sequence[Any]
) -> None:
    taken = widgets.upload.upload(
        _taking_sheets(assistant, answers),
        [widgets.upload, widgets.county, language, talk],
        [widgets.upload, *whole],
        **PRIVATE,
    )
    for button in (widgets.try_out, widgets.try_first):
        button.click(_trying_out(assistant, answers), [widgets.county, language, talk], whole, **PRIVATE)
    # What Gradio itself could not hand over never reached the handler.
    taken.failure(partial(_say_failure, assistant, answers), [language, talk], [widgets.upload, *whole], **PRIVATE)


def _ask_columns(
    assistant: Assistant, answers: Answers, whole: Sequence[Any], radio: gr.Radio, state: gr.State, talk: Talk,
    language: Language,
) -> None:  # fmt: skip
    """Show the columns to confirm, if any, with the button that confirms them, and the one that undoes it."""
    columns = talk.asked[:MAX_ASKED]
    if columns:
        boxes = columns_panel(columns, len(talk.asked) - len(columns), language)
        confirm = gr.Button(sheet_labels.CONFIRM.say(language), variant="primary", elem_id="jh-confirm")
        confirm.click(partial(_confirm, assistant, answers, columns), [radio, state, *boxes], whole, **PRIVATE)
    if talk.has_kept:
        undo = gr.Button(sheet_labels.ASK_AGAIN.say(language), size="sm", elem_id="jh-ask-again")
        undo.click(partial(_undo, assistant, answers), [radio, state], whole, **PRIVATE)


def _taking_sheets(assistant: Assistant, answers: Answers) -> Callable[..., Awaitable[Updates]]:
    """Return what reads sheets into the conversation."""

    async def take(
        paths: Sequence[str] | None, county: str | None, language: Language, talk: Talk, request: gr.Request
    ) -> Updates:
        talk = await answers.current(language, talk, request)
        if answers.is_busy(talk, language):
            throw_away(paths or ())
            return None, *NOTHING
        talk = await run_in_threadpool(with_sheets, assistant, paths or (), county, language, talk)
        # The first output empties the upload, so that the same file may be chosen again.
        return None, *answers.shown(talk, language)

    return take


def _trying_out(assistant: Assistant, answers: Answers) -> Callable[..., Awaitable[Updates]]:
    """Return what reads the first sample into the conversation."""

    async def take(county: str | None, language: Language, talk: Talk, request: gr.Request) -> Updates:
        talk = await answers.current(language, talk, request)
        if answers.is_busy(talk, language):
            return NOTHING
        uploads = sample_uploads(SAMPLES[0].name)
        return answers.shown(await run_in_threadpool(with_sample, assistant, uploads, county, language, talk), language)

    return take


def _say_failure(assistant: Assistant, answers: Answers, language: Language, talk: Talk) -> Updates:
    return None, *answers.shown(not_read(assistant, language, talk), language)


def _confirm(
    assistant: Assistant, answers: Answers, columns: Sequence[ColumnReading], language: Language, talk: Talk,
    *values: str | None,
) -> Updates:  # fmt: skip
    if answers.is_busy(talk, language):
        return NOTHING
    return answers.shown(confirmed(assistant, columns, values, language, talk), language)


def _undo(assistant: Assistant, answers: Answers, language: Language, talk: Talk) -> Updates:
    if answers.is_busy(talk, language):
        return NOTHING
    return answers.shown(asked_again(assistant, language, talk), language)


def _reset(assistant: Assistant, answers: Answers, language: Language, talk: Talk) -> Updates:
    """Begin a new conversation; the old one is kept."""
    if answers.is_busy(talk, language):
        return NOTHING
    return answers.shown(new_talk(assistant, language, talk), language)
