"""The answers of the chat page: a question is shown at once, then the built-in answer, and a model's at the end."""

import threading
from collections.abc import AsyncIterator
from functools import partial

from starlette.concurrency import run_in_threadpool

from assistant.service import Assistant
from corpus.bilingual import Language
from ui.chat import views
from ui.chat.columns_asked import key_of
from ui.chat.quiet_gradio import gr
from ui.chat.recalled import recalled
from ui.chat.tab import Talk
from ui.chat.talk import answered, asked
from ui.chat.under_way import UnderWay
from ui.chat.widgets import Update
from ui.server.cookie import conversation_of
from ui.server.release import Release, Released
from ui.words import engine_labels, labels

Updates = tuple[Update, ...]
NOTHING: Updates = (gr.skip(),) * 5  # for the outputs of a whole talk


class Answers:
    """What the page does with questions. While one is answered, nothing else is done in its conversation."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._under_way = UnderWay()

    async def recall(self, language: Language, talk: Talk, request: gr.Request) -> AsyncIterator[Updates]:
        """Show the browser's conversation, as it is kept, when the page opens; what is being answered, as that ends."""
        now = await self.current(language, talk, request)
        if making := self._under_way.of(now):
            growing, *_ = self._so_far(now.saying("user", making.question), "", language)
            yield growing, *shown(now, language)[1:]
            await making.release.whole()
            now = await self.current(language, talk, request)
        yield shown(now, language)

    async def current(self, language: Language, talk: Talk, request: gr.Request) -> Talk:
        """Return the talk of a tab; where Gradio has it no more, or never had, as it is kept."""
        if talk.cookie is not None or talk.session is not None:
            return talk
        cookie = conversation_of(request.cookies, self._assistant.home)
        idle = self._under_way.of(Talk(cookie=cookie)) is None
        return await run_in_threadpool(recalled, self._assistant, cookie, language, sheets=idle)

    def is_busy(self, talk: Talk, language: Language) -> bool:
        """Tell whether a question is being answered; the reader is told so too."""
        if busy := self._under_way.of(talk) is not None:
            gr.Info(labels.BUSY.say(language), title=labels.NOTE.say(language))
        return busy

    async def take(self, question: str, language: Language, talk: Talk, request: gr.Request) -> Updates:
        """Show a question at once; the answer follows."""
        question = question.encode("utf-8", "replace").decode()
        talk = await self.current(language, talk, request)
        if not question.strip() or self.is_busy(talk, language):
            return (gr.skip(),) * 5
        talk = asked(question, talk)
        by_model = self._assistant.chat is not None
        return "", talk.shown(), gr.update(interactive=False), gr.update(visible=by_model), talk

    def ready(self, talk: Talk) -> Updates:
        """Return the buttons as they are after a question, whatever became of it."""
        return gr.update(interactive=True), gr.update(visible=self._under_way.of(talk) is not None)

    async def do_not_wait(self, talk: Talk) -> None:
        """End the answer that is being made, in words of the built-in engine."""
        if making := self._under_way.of(talk):
            making.release.close()

    async def choose(self, language: Language, talk: Talk, request: gr.Request, chosen: gr.SelectData) -> Updates:
        """Ask a question that was offered under the last answer."""
        return await self.take(str(chosen.value), language, talk, request)

    async def answer(self, county: str | None, language: Language, talk: Talk) -> AsyncIterator[Updates]:
        """Show the answer to the question that waits for one: the built-in one first, where a model has a part."""
        if not talk.pending or self._under_way.of(talk):
            yield NOTHING
            return
        release = Release(partial(self._answered, county, language, talk))
        self._under_way.begin(talk, release)
        try:
            if self._assistant.chat is not None:
                async for update in self._growing(release, talk, language):
                    yield update
            yield shown(await release.whole(), language)
        finally:
            self._under_way.end(talk, release)

    def _answered(
        self, county: str | None, language: Language, talk: Talk, released: Released, stop: threading.Event
    ) -> Talk:
        # Whoever has closed the page finds the answer when it opens again: only who asks for it stops it.
        return answered(self._assistant, county, language, talk, released, stop)

    async def _growing(self, release: Release[Talk], talk: Talk, language: Language) -> AsyncIterator[Updates]:
        text = ""
        yield self._so_far(talk, text, language)
        async for piece in release:
            text += piece
            yield self._so_far(talk, text, language)

    def _so_far(self, talk: Talk, text: str, language: Language) -> Updates:
        """Show what was released of an answer; everything else of the page stays."""
        working = engine_labels.working(self._assistant.chat, language)
        return talk.saying("assistant", views.growing_markdown(text, working, language)).shown(), *NOTHING[1:]


def shown(talk: Talk, language: Language) -> Updates:
    """Return what the page shows of a talk, in the order of its outputs."""
    sheets = views.sheets_panel(talk.sheets, language, talk.read)
    asking = (talk.has_kept, *(key_of(one) for one in talk.asked))
    return talk.shown(), sheets, views.figures_panel(talk.answer, language), talk, asking
