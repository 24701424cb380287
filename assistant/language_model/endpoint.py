"""An OpenAI-compatible endpoint as a language model that can be talked to."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.language_model.background import Background, Late
from assistant.language_model.failures import HttpFailed, NotReached
from assistant.language_model.heard import Delta, Heard
from assistant.language_model.messages import ModelFailed, Reply, ToolSpec, Utterance
from assistant.language_model.settings import CONNECT_SECONDS, ModelSettings, model_settings
from assistant.language_model.thinking import Thinking

if TYPE_CHECKING:
    from assistant.language_model.wire import Wire

# How long a host that did not let us connect in time is not tried again.
DOWN_SECONDS = 15.0
# What endpoints answer that take no tools: most a 400 or 422, some an error of the server.
_NO_TOOLS = frozenset({400, 422, 500, 501})


def configured_chat() -> "Endpoint | None":
    """Return the model that the operator set; None without one. Raises WrongSetting."""
    settings = model_settings()
    return Endpoint(settings) if settings else None


class Endpoint:
    """The model of some settings, as a `Chat`. It is loaded when it is first spoken to. `clock` counts seconds.

    An endpoint that takes no tools is asked without them, from the second request on at once.
    """

    def __init__(self, settings: ModelSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings, self._clock = settings, clock
        self._takes_tools = True
        self._thinks_unsaid = False
        self._down_until = float("-inf")

    @property
    def name(self) -> str:
        """The model, as the operator named it."""
        return self._settings.name

    @property
    def is_local(self) -> bool:
        """Whether what is sent stays on this machine."""
        return self._settings.is_local

    @property
    def host(self) -> str:
        """The host that is spoken to, with its port where one is given."""
        return self._settings.host

    def prepare(self) -> None:
        """Load what speaks to the endpoint, which the first question would else wait for."""
        import assistant.language_model.through_langchain  # noqa: F401

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], seconds: float, heard: Callable[[str], None]
    ) -> Reply:
        """Return the reply within so many seconds; `heard` is given its text piece by piece. Raises ModelFailed."""
        until = time.monotonic() + seconds
        offered = tools if self._takes_tools else ()
        try:
            return self._reply(messages, offered, until, heard)
        except HttpFailed as failed:
            if not offered or failed.status not in _NO_TOOLS:
                raise
        reply = self._reply(messages, (), until, heard)
        self._takes_tools = False
        return reply

    def _reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], until: float, heard: Callable[[str], None]
    ) -> Reply:
        if self._clock() < self._down_until:
            raise ModelFailed("unavailable", "not tried again yet")
        from assistant.language_model.wire import Wire

        wire, listening = Wire(self._settings), Heard(Thinking(begun=self._thinks_unsaid))

        def work() -> Iterator[Delta]:
            return _said(self._settings, messages, tools, wire, until)

        try:
            with Background(work, wire.cut, ModelFailed) as speaking:
                _connected(speaking, until)
                _listen(speaking, listening, until, heard)
        except NotReached:
            self._down_until = self._clock() + DOWN_SECONDS
            raise
        self._thinks_unsaid = self._thinks_unsaid or listening.thinking.unsaid
        return listening.reply()


def _connected(speaking: Background[Delta], until: float) -> None:
    """Wait until the host lets us connect: a moment, since one that is down must not delay an answer."""
    left = until - time.monotonic()
    try:
        speaking.take(min(left, CONNECT_SECONDS))
    except Late:
        raise (NotReached() if left >= CONNECT_SECONDS else ModelFailed("timeout", "connecting")) from None


def _listen(speaking: Background[Delta], listening: Heard, until: float, heard: Callable[[str], None]) -> None:
    """Take in all that the model says, in time."""
    while True:
        delta = _next(speaking, until)
        said = listening.take(delta) if delta else listening.rest()
        if said:
            heard(said)
        if delta is None:
            return


def _next(speaking: Background[Delta], until: float) -> Delta | None:
    left = until - time.monotonic()
    if left <= 0:
        raise ModelFailed("timeout")
    try:
        return speaking.take(left)
    except Late:
        raise ModelFailed("timeout") from None


def _said(
    settings: ModelSettings, messages: Sequence[Utterance], tools: Sequence[ToolSpec], wire: "Wire", until: float
) -> Iterator[Delta]:
    """Yield an empty delta once the host lets us connect, then what the model says."""
    try:
        wire.reach()
    except TimeoutError:
        raise NotReached from None
    except OSError as error:
        raise ModelFailed("unavailable", type(error).__name__) from None
    yield Delta()
    if wire.is_cut:
        return
    from assistant.language_model.through_langchain import deltas

    yield from deltas(settings, messages, tools, wire, until - time.monotonic())
