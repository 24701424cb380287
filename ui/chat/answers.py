"""The answers of the chat page: a question is shown at once, then the built-in answer, and a model's at the end."""

import threading
from collections.abc import AsyncIterator, Mapping
from functools import partial

from starlette.concurrency import run_in_threadpool

from assistant.service import Assistant
from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui.chat import panels, views
from ui.chat.quiet_gradio import gr
from ui.chat.recalled import recalled
from ui.chat.tab import Talk
from ui.chat.talk import answered, asked, once_more
from ui.chat.under_way import UnderWay
from ui.chat.whose import placed
from ui.chat.widgets import Update
from ui.server.cookie import reader_of
from ui.server.own import NUMBER
from ui.server.release import Release, Released
from ui.words import engine_labels, labels
from ui.words.columns_asked import key_of

Updates = tuple[Update, ...]
NOTHING: Updates = (gr.skip(),) * 5  # for the outputs of a whole talk


class Answers:
    """What the page does with questions. While one is answered, nothing else is done in its conversation."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._under_way = UnderWay()

    async def opened(self, language: Language, talk: Talk, request: gr.Request) -> AsyncIterator[Updates]:
        """Show the browser's conversation when the page opens, in the language that its address names, if any."""
        named = request.query_params.get("lang")
        spoken: Language = "en" if named == "en" else "zh" if named == "zh" else language
        async for update in self.recall(spoken, talk, request):
            yield spoken, *update

    async def recall(self, language: Language, talk: Talk, request: gr.Request) -> AsyncIterator[Updates]:
        """Show the browser's conversation, as it is kept, when the page opens; what is being answered, as that ends."""
        now = await self.current(language, talk, request)
        if making := self._under_way.of(now):
            growing, *_ = self._so_far(now.saying("user", making.question), "", language)
            yield growing, *self.shown(now, language)[1:]
            await making.release.whole()
            now = await self.current(language, talk, request)
        yield self.shown(now, language)

    async def current(self, language: Language, talk: Talk, request: gr.Request) -> Talk:
        """Return the talk of a tab; where Gradio has it no more, or never had, as it is kept."""
        if talk.session is not None or talk.messages:
            return talk
        reader = reader_of(request.cookies, self._assistant.home)
        asked_for = request.query_params.get(NUMBER, "")
        return await run_in_threadpool(recalled, self._assistant, reader, language, asked=asked_for, idle=self._is_idle)

    def _is_idle(self, talk: Talk) -> bool:
        return self._under_way.of(talk) is None

    def is_busy(self, talk: Talk, language: Language) -> bool:
        """Tell whether a question is being answered; the reader is told so too."""
        if busy := self._under_way.of(talk) is not None:
            gr.Info(labels.BUSY.say(language), title=labels.NOTE.say(language))
        return busy

    async def take(self, question: str, language: Language, talk: Talk, request: gr.Request) -> Updates:
        """Show a question at once; the answer follows."""
        return await self._take(question, language, await self.current(language, talk, request))

    async def again(self, act: str, language: Language, talk: Talk, request: gr.Request) -> Updates:
        """Ask once more what was answered before: `act` is its receipt, and the readings to ask it by."""
        talk = await self.current(language, talk, request)
        try:
            once = await run_in_threadpool(once_more, self._assistant, talk, act)
        except JunhengError as error:
            gr.Info(error.message.say(language), title=labels.NOTE.say(language))
            return (gr.skip(),) * 5
        return gr.skip(), *(await self._take(once.question, language, talk, once.readings))[1:]

    async def _take(
        self, question: str, language: Language, talk: Talk, readings: Mapping[str, str] | None = None
    ) -> Updates:
        question = question.encode("utf-8", "replace").decode()
        if not question.strip() or self.is_busy(talk, language):
            return (gr.skip(),) * 5
        talk = asked(question, await run_in_threadpool(placed, self._assistant, talk), readings)
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

    async def answer(
        self, county: str | None, year: str | None, language: Language, talk: Talk
    ) -> AsyncIterator[Updates]:
        """Show the answer to the question that waits for one: the built-in one first, where a model has a part."""
        if not talk.pending or self._under_way.of(talk):
            yield NOTHING
            return
        release = Release(partial(self._answered, county, year, language, talk))
        self._under_way.begin(talk, release)
        try:
            if self._assistant.chat is not None:
                async for update in self._growing(release, talk, language):
                    yield update
            yield self.shown(await release.whole(), language)
        finally:
            self._under_way.end(talk, release)

    def _answered(
        self, county: str | None, year: str | None, language: Language, talk: Talk, released: Released,
        stop: threading.Event,
    ) -> Talk:  # fmt: skip
        # Whoever has closed the page finds the answer when it opens again: only who asks for it stops it.
        return answered(self._assistant, county, language, talk, released, stop, year=int(year) if year else None)

    async def _growing(self, release: Release[Talk], talk: Talk, language: Language) -> AsyncIterator[Updates]:
        text = ""
        yield self._so_far(talk, text, language)
        async for piece in release:
            text += piece
            yield self._so_far(talk, text, language)

    def shown(self, talk: Talk, language: Language) -> Updates:
        """Return what the page shows of a talk, in the order of its outputs."""
        asking = (talk.has_kept, *(key_of(one) for one in talk.asked))
        history = panels.history_of(self._assistant, talk, language)
        return talk.shown(), panels.sheets_of(talk, language), history, talk, asking

    def _so_far(self, talk: Talk, text: str, language: Language) -> Updates:
        """Show what was released of an answer; everything else of the page stays."""
        working = engine_labels.working(self._assistant.chat, language)
        return talk.saying("assistant", views.growing_markdown(text, working, language)).shown(), *NOTHING[1:]
