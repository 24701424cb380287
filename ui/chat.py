"""The chat page, and the only importer of gradio.

Gradio keeps uploads as files and serves any of them to whoever knows the path. So each upload is read into the
session at once and its file removed in the same handler, and the guard lets no request reach Gradio's file routes.
"""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from assistant.service import Assistant
from corpus.bilingual import Language
from ui import labels, views
from ui.talk import Talk, answered, asked, forget, not_read, with_sheets

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from gradio import processing_utils


async def _no_download(url: str, cache_dir: str) -> str:
    raise ValueError("nothing is fetched")


# Gradio would fetch a file that an event names by its address.
processing_utils.async_ssrf_protected_download = _no_download

CSS = Path(__file__).parent / "static" / "chat.css"
FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif")
LANGUAGES: list[tuple[str, str]] = [("中文", "zh"), ("English", "en")]
Update = Any  # what gr.update returns: a mapping that Gradio does not type


@dataclass(frozen=True, slots=True)
class Widgets:
    """The parts of the page whose words depend on the language, in the order in which `relabelled` gives them."""

    header: gr.Markdown
    chat: gr.Chatbot
    question: gr.Textbox
    ask: gr.Button
    reset: gr.Button
    examples_title: gr.Markdown
    county: gr.Dropdown
    upload: gr.UploadButton
    sheets: gr.Markdown
    figures: gr.Markdown
    examples: tuple[gr.Button, ...]

    def all(self) -> list[Any]:
        """Return the parts as Gradio lists outputs."""
        return [*(getattr(self, one.name) for one in fields(self)[:-1]), *self.examples]


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
        talk = gr.State(Talk(), time_to_live=24 * 3600, delete_callback=partial(forget, assistant))
        with gr.Row(elem_id="jh-top"):
            header = gr.Markdown(views.header("zh"), elem_id="jh-header", latex_delimiters=[])
            language = gr.Radio(
                LANGUAGES, value="zh", label="Language", show_label=False, container=False, elem_id="jh-language"
            )
        with gr.Row(elem_id="jh-body"):
            widgets = _widgets(assistant, header)
        _wire(assistant, widgets, talk, language)
    # A page that is mounted rather than launched would take any file of this machine for an upload.
    page.has_launched = True
    page.queue(default_concurrency_limit=4, max_size=64, api_open=False)
    return page


def _widgets(assistant: Assistant, header: gr.Markdown) -> Widgets:
    with gr.Column(scale=7, min_width=320, elem_id="jh-main"):
        chat = gr.Chatbot(
            elem_id="jh-chat", layout="panel", buttons=[], feedback_options=None, latex_delimiters=[], allow_tags=False,
            height=None, autoscroll=False, group_consecutive_messages=False, show_label=False,
            label=labels.CONVERSATION.zh, placeholder=labels.EMPTY_CHAT.zh,
        )  # fmt: skip
        with gr.Row(elem_id="jh-ask-row"):
            question = gr.Textbox(
                show_label=False, label=labels.QUESTION.zh, placeholder=labels.QUESTION_HINT.zh, lines=1, max_lines=6,
                container=False, scale=8, elem_id="jh-question",
            )  # fmt: skip
            ask = gr.Button(labels.ASK.zh, variant="primary", scale=1, min_width=84, elem_id="jh-ask")
            reset = gr.Button(labels.NEW_CHAT.zh, scale=1, min_width=84, elem_id="jh-reset")
        examples_title = gr.Markdown(labels.EXAMPLES.zh, elem_id="jh-examples-title")
        with gr.Row(elem_id="jh-examples"):
            examples = tuple(
                gr.Button(one.zh, size="sm", min_width=120, elem_classes="jh-example")
                for one in labels.EXAMPLE_QUESTIONS
            )
    with gr.Column(scale=4, min_width=300, elem_id="jh-side"):
        county = gr.Dropdown(
            _counties(assistant, "zh"), value="", label=labels.COUNTY.zh, allow_custom_value=True, elem_id="jh-county"
        )
        upload = gr.UploadButton(labels.UPLOAD.zh, file_count="multiple", type="filepath", elem_id="jh-upload")
        sheets = gr.Markdown(views.sheets_panel((), "zh"), latex_delimiters=[], elem_id="jh-sheets")
        figures = gr.Markdown(views.figures_panel(None, "zh"), latex_delimiters=[], elem_id="jh-figures")
    return Widgets(header, chat, question, ask, reset, examples_title, county, upload, sheets, figures, examples)


def _wire(assistant: Assistant, widgets: Widgets, talk: gr.State, language: gr.Radio) -> None:
    """Connect the parts. No event is an endpoint that other programs could call by name."""
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    shown = [widgets.chat, widgets.sheets, widgets.figures, talk]
    asking = {
        "fn": _take_question,
        "outputs": [widgets.question, widgets.chat, widgets.ask, talk],
        **private,
    }
    answer = {
        "fn": partial(_answer, assistant),
        "inputs": [widgets.county, language, talk],
        "outputs": shown,
        **private,
    }
    # The last step runs also when the one before it failed, so that the button never stays off.
    ready = {"fn": lambda: gr.update(interactive=True), "outputs": widgets.ask, **private}
    triggers: list[tuple[Any, Any]] = [
        (event, widgets.question) for event in (widgets.question.submit, widgets.ask.click)
    ]
    triggers += [(button.click, button) for button in widgets.examples]
    for event, source in triggers:
        event(inputs=[source, talk], **asking).then(**answer).then(**ready)
    taken = widgets.upload.upload(
        partial(_take_sheets, assistant),
        [widgets.upload, widgets.county, language, talk],
        [widgets.upload, *shown],
        **private,
    )
    # What Gradio itself could not hand over never reached the handler.
    taken.failure(_say_failure, [language, talk], [widgets.upload, *shown], **private)
    widgets.reset.click(partial(_reset, assistant), [language, talk], shown, **private)
    language.change(partial(_relabelled, assistant), [language, talk, widgets.county], widgets.all(), **private)


def _take_question(question: str, talk: Talk) -> tuple[Update, ...]:
    """Show a question at once; the answer follows."""
    question = question.encode("utf-8", "replace").decode()
    if not question.strip():
        return gr.skip(), gr.skip(), gr.skip(), gr.skip()
    talk = asked(question, talk)
    return "", talk.shown(), gr.update(interactive=False), talk


def _answer(assistant: Assistant, county: str | None, language: Language, talk: Talk) -> tuple[Update, ...]:
    return _shown(answered(assistant, county, language, talk), language)


def _take_sheets(
    assistant: Assistant, paths: Sequence[str] | None, county: str | None, language: Language, talk: Talk
) -> tuple[Update, ...]:
    # The first output empties the upload, so that the same file may be chosen again.
    return None, *_shown(with_sheets(assistant, paths or (), county, language, talk), language)


def _say_failure(language: Language, talk: Talk) -> tuple[Update, ...]:
    return None, *_shown(not_read(language, talk), language)


def _reset(assistant: Assistant, language: Language, talk: Talk) -> tuple[Update, ...]:
    """Begin a new conversation; the old one's sheets are forgotten."""
    forget(assistant, talk)
    return _shown(Talk(), language)


def _shown(talk: Talk, language: Language) -> tuple[Update, ...]:
    return talk.shown(), views.sheets_panel(talk.sheets, language), views.figures_panel(talk.answer, language), talk


def _relabelled(assistant: Assistant, language: Language, talk: Talk, county: str | None) -> tuple[Update, ...]:
    """Return every label of the page in `language`, in the order of `Widgets.all`."""
    return (
        views.header(language),
        gr.update(label=labels.CONVERSATION.say(language), placeholder=labels.EMPTY_CHAT.say(language)),
        gr.update(label=labels.QUESTION.say(language), placeholder=labels.QUESTION_HINT.say(language)),
        gr.update(value=labels.ASK.say(language)),
        gr.update(value=labels.NEW_CHAT.say(language)),
        labels.EXAMPLES.say(language),
        gr.update(label=labels.COUNTY.say(language), choices=_counties(assistant, language), value=county or ""),
        gr.update(label=labels.UPLOAD.say(language)),
        views.sheets_panel(talk.sheets, language),
        views.figures_panel(talk.answer, language),
        *(gr.update(value=one.say(language)) for one in labels.EXAMPLE_QUESTIONS),
    )


def _counties(assistant: Assistant, language: Language) -> list[tuple[str, str]]:
    """Return the places that the corpus has documents of, after the choice of none."""
    places = dict.fromkeys(document.jurisdiction for document in assistant.library.documents)
    return [(labels.ANY_COUNTY.say(language), ""), *((place, place) for place in places)]
