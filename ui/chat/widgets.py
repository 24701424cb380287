"""The parts of the chat page, and their words in either language."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from assistant.clock import this_year
from assistant.service import Assistant
from calculators.model import ColumnReading
from corpus.bilingual import Bilingual, Language
from ui.chat import panels, views
from ui.chat.quiet_gradio import gr
from ui.chat.tab import Talk
from ui.words import chat_labels, engine_labels, labels, sheet_labels
from ui.words.columns_asked import choices_of, preset

Update = Any  # what gr.update returns: a mapping that Gradio does not type

YEARS_BEFORE, YEARS_AFTER = 8, 5


@dataclass(frozen=True, slots=True)
class Widgets:
    """The parts of the page whose words depend on the language, in the order in which `relabelled` gives them."""

    header: gr.Markdown
    side_head: gr.Markdown
    place_title: gr.Markdown
    county: gr.Dropdown
    year: gr.Dropdown
    data_title: gr.Markdown
    upload: gr.UploadButton
    try_out: gr.Button
    upload_hint: gr.Markdown
    sheets: gr.Markdown
    documents: gr.Markdown
    history_title: gr.Markdown
    reset: gr.Button
    history: gr.Markdown
    chat: gr.Chatbot
    start: gr.Markdown
    try_first: gr.Button
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    evidence: gr.Markdown
    examples: tuple[gr.Button, ...]
    columns: gr.Column  # holds no words of its own

    def all(self) -> list[Any]:
        """Return the parts as Gradio lists outputs."""
        return [*(getattr(self, one.name) for one in fields(self)[:-2]), *self.examples]


def make_widgets(assistant: Assistant, header: gr.Markdown) -> Widgets:
    """Make the parts of the page inside the row that is open, in Chinese."""
    with gr.Column(elem_id="jh-side"):
        side = _side(assistant)
    with gr.Column(elem_id="jh-main"):
        main = _main()
    with gr.Column(elem_id="jh-evidence"):
        evidence = _ours(panels.evidence_panel("zh"), "jh-evidence-panel")
    return Widgets(header=header, evidence=evidence, **side, **main)


def _side(assistant: Assistant) -> dict[str, Any]:
    """Make the left column: the place, the sheets and what to confirm of them, the documents, the history."""
    return {
        "side_head": _ours(panels.side_head("zh"), "jh-side-head"),
        "place_title": _title(chat_labels.PLACE, "jh-place-title"),
        "county": gr.Dropdown(
            _counties(assistant, "zh"), value="", label=labels.COUNTY.zh, allow_custom_value=True, elem_id="jh-county"
        ),
        "year": gr.Dropdown(_years("zh"), value="", label=chat_labels.YEAR.zh, elem_id="jh-year"),
        "data_title": _title(chat_labels.DATA, "jh-data-title"),
        "upload": gr.UploadButton(
            chat_labels.UPLOAD.zh, file_count="multiple", type="filepath", size="sm", elem_id="jh-upload"
        ),
        "try_out": gr.Button(chat_labels.TRY.zh, size="sm", elem_id="jh-try"),
        "upload_hint": _ours(panels.upload_hint("zh"), "jh-upload-note"),
        "sheets": _ours(panels.sheets_panel((), "zh"), "jh-sheets"),
        "columns": gr.Column(elem_id="jh-columns"),
        "documents": _ours(panels.documents_panel(assistant, None, "zh"), "jh-documents"),
        "history_title": _title(chat_labels.HISTORY, "jh-history-title"),
        "reset": gr.Button(chat_labels.NEW.zh, size="sm", elem_id="jh-reset"),
        "history": _ours(panels.history_panel((), None, "zh"), "jh-history"),
    }


def _main() -> dict[str, Any]:
    """Make the middle column: the conversation, what stands there before one, and the box for the question."""
    chat = gr.Chatbot(
        elem_id="jh-chat", layout="panel", buttons=[], feedback_options=None, latex_delimiters=[], allow_tags=False,
        height=None, autoscroll=False, group_consecutive_messages=False, show_label=False,
        label=labels.CONVERSATION.zh,
    )  # fmt: skip
    start = _ours(panels.start("zh"), "jh-start")
    with gr.Row(elem_id="jh-examples"):
        examples = tuple(gr.Button(one.zh, size="sm", elem_classes="jh-example") for one in labels.EXAMPLE_QUESTIONS)
        try_first = gr.Button(chat_labels.TRY.zh, size="sm", elem_id="jh-try-first")
    with gr.Row(elem_id="jh-ask-row"):
        question = gr.Textbox(
            show_label=False, label=labels.QUESTION.zh, placeholder=labels.QUESTION_HINT.zh, lines=1, max_lines=6,
            container=False, scale=8, elem_id="jh-question",
        )  # fmt: skip
        ask = gr.Button(labels.ASK.zh, variant="primary", scale=1, min_width=84, elem_id="jh-ask")
        stop = gr.Button(engine_labels.DO_NOT_WAIT.zh, visible=False, scale=1, min_width=84, elem_id="jh-stop")
    return {
        "chat": chat, "start": start, "examples": examples, "try_first": try_first, "question": question, "ask": ask,
        "stop": stop,
    }  # fmt: skip


def _ours(value: str, id: str) -> gr.Markdown:
    """Make a part that shows a template of ours: it is escaped where it is filled, and keeps what Gradio would drop."""
    return gr.Markdown(value, latex_delimiters=[], sanitize_html=False, elem_id=id)


def _title(words: Bilingual, id: str) -> gr.Markdown:
    return gr.Markdown(_heading(words, "zh"), latex_delimiters=[], elem_id=id)


def _heading(words: Bilingual, language: Language) -> str:
    return f"## {words.say(language)}"


def columns_panel(columns: Sequence[ColumnReading], waiting: int, language: Language) -> list[gr.Dropdown]:
    """Show the columns to confirm, and return the box of each."""
    gr.Markdown(views.asking_markdown(waiting, language), latex_delimiters=[], elem_id="jh-asking")
    boxes = []
    for column in columns:
        with gr.Row(elem_classes="jh-column-row"):
            gr.Markdown(views.column_markdown(column, language), latex_delimiters=[])
            boxes.append(_box(column, language))
    return boxes


def _box(column: ColumnReading, language: Language) -> gr.Dropdown:
    spoken = sheet_labels.MEANS.say(language).format(heading=column.heading, cell=column.cell)
    return gr.Dropdown(
        choices_of(column, language), value=preset(column), label=spoken, show_label=False, container=False,
        interactive=True,
    )  # fmt: skip


def relabelled(
    assistant: Assistant, language: Language, talk: Talk, county: str | None, year: str | None
) -> tuple[Update, ...]:
    """Return every label of the page in `language`, in the order of `Widgets.all`."""

    def button(words: Bilingual) -> Update:
        return gr.update(value=words.say(language))

    counties, years = _counties(assistant, language), _years(language)
    return (
        panels.header(language),
        panels.side_head(language),
        _heading(chat_labels.PLACE, language),
        gr.update(label=labels.COUNTY.say(language), choices=counties, value=county or ""),
        gr.update(label=chat_labels.YEAR.say(language), choices=years, value=year or ""),
        _heading(chat_labels.DATA, language),
        gr.update(label=chat_labels.UPLOAD.say(language)),
        button(chat_labels.TRY),
        panels.upload_hint(language),
        panels.sheets_of(talk, language),
        panels.documents_panel(assistant, county, language),
        _heading(chat_labels.HISTORY, language),
        button(chat_labels.NEW),
        panels.history_of(assistant, talk, language),
        gr.update(label=labels.CONVERSATION.say(language)),
        panels.start(language),
        button(chat_labels.TRY),
        gr.update(label=labels.QUESTION.say(language), placeholder=labels.QUESTION_HINT.say(language)),
        button(labels.ASK),
        button(engine_labels.DO_NOT_WAIT),
        panels.evidence_panel(language),
        *(button(one) for one in labels.EXAMPLE_QUESTIONS),
    )


def _counties(assistant: Assistant, language: Language) -> list[tuple[str, str]]:
    """Return the places that the corpus has documents of, after the choice of none."""
    places = dict.fromkeys(document.jurisdiction for document in assistant.library.documents)
    return [(labels.ANY_COUNTY.say(language), ""), *((place, place) for place in places)]


def _years(language: Language) -> list[tuple[str, str]]:
    """Return the years that may be asked for, after the choice of none."""
    now = this_year()
    years = (str(year) for year in range(now + YEARS_AFTER, now - YEARS_BEFORE, -1))
    return [(chat_labels.ANY_YEAR.say(language), ""), *((year, year) for year in years)]
