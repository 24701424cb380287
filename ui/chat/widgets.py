"""The parts of the chat page, and their words in either language."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from assistant.service import Assistant
from calculators.model import ColumnReading
from corpus.bilingual import Language
from ui.chat import views
from ui.chat.columns_asked import choices_of, preset
from ui.chat.quiet_gradio import gr
from ui.chat.tab import Talk
from ui.words import engine_labels, labels, sheet_labels

Update = Any  # what gr.update returns: a mapping that Gradio does not type


@dataclass(frozen=True, slots=True)
class Widgets:
    """The parts of the page whose words depend on the language, in the order in which `relabelled` gives them."""

    header: gr.Markdown
    chat: gr.Chatbot
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    reset: gr.Button
    examples_title: gr.Markdown
    county: gr.Dropdown
    upload: gr.UploadButton
    sheets: gr.Markdown
    figures: gr.Markdown
    examples: tuple[gr.Button, ...]
    columns: gr.Column  # holds no words of its own

    def all(self) -> list[Any]:
        """Return the parts as Gradio lists outputs."""
        return [*(getattr(self, one.name) for one in fields(self)[:-2]), *self.examples]


def make_widgets(assistant: Assistant, header: gr.Markdown) -> Widgets:
    """Make the parts of the page inside the row that is open, in Chinese."""
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
            stop = gr.Button(engine_labels.DO_NOT_WAIT.zh, visible=False, scale=1, min_width=84, elem_id="jh-stop")
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
        columns = gr.Column(elem_id="jh-columns")
        figures = gr.Markdown(views.figures_panel(None, "zh"), latex_delimiters=[], elem_id="jh-figures")
    return Widgets(
        header, chat, question, ask, stop, reset, examples_title, county, upload, sheets, figures, examples, columns
    )


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


def relabelled(assistant: Assistant, language: Language, talk: Talk, county: str | None) -> tuple[Update, ...]:
    """Return every label of the page in `language`, in the order of `Widgets.all`."""
    return (
        views.header(language),
        gr.update(label=labels.CONVERSATION.say(language), placeholder=labels.EMPTY_CHAT.say(language)),
        gr.update(label=labels.QUESTION.say(language), placeholder=labels.QUESTION_HINT.say(language)),
        gr.update(value=labels.ASK.say(language)),
        gr.update(value=engine_labels.DO_NOT_WAIT.say(language)),
        gr.update(value=labels.NEW_CHAT.say(language)),
        labels.EXAMPLES.say(language),
        gr.update(label=labels.COUNTY.say(language), choices=_counties(assistant, language), value=county or ""),
        gr.update(label=labels.UPLOAD.say(language)),
        views.sheets_panel(talk.sheets, language, talk.read),
        views.figures_panel(talk.answer, language),
        *(gr.update(value=one.say(language)) for one in labels.EXAMPLE_QUESTIONS),
    )


def _counties(assistant: Assistant, language: Language) -> list[tuple[str, str]]:
    """Return the places that the corpus has documents of, after the choice of none."""
    places = dict.fromkeys(document.jurisdiction for document in assistant.library.documents)
    return [(labels.ANY_COUNTY.say(language), ""), *((place, place) for place in places)]
