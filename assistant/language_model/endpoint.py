"""An OpenAI-compatible endpoint as a language model that can be talked to."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.language_model.background import Background, Late
from assistant.language_model.deltas import Delta, Heard
from assistant.language_model.failures import HttpFailed, NotReached
from assistant.language_model.limits import CONNECT_SECONDS, DOWN_SECONDS
from assistant.language_model.masking import Masking
from assistant.language_model.messages import ModelFailed, NotSent, Patience, Reply, ToolSpec, Utterance
from assistant.language_model.settings import ModelSettings, model_settings
from assistant.language_model.thinking import Thinking

if TYPE_CHECKING:
    from assistant.language_model.connection import Wire

_logger = logging.getLogger(__name__)


def configured_chat() -> "Endpoint | None":
    """Return the model that the operator set; None without one. Raises WrongSetting."""
    settings = model_settings()
    return Endpoint(settings) if settings else None


class Endpoint:
    """The model of some settings, as a `Chat`. `clock` counts seconds.

    What speaks to it is loaded when it is first spoken to, if nobody has called `prepare`. That takes one to three
    seconds, which count as the question's: who asks waits no longer than was set, and a question that is asked alone,
    as on the command line, has so much less of the model.
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

    @property
    def seconds(self) -> float:
        """How many seconds it has for one question."""
        return self._settings.seconds

    @property
    def shows_names(self) -> bool:
        """Whether it may see the names of schools and persons."""
        return self._settings.shows_names

    def prepare(self) -> None:
        """Load what speaks to the endpoint, which the first question would else wait for."""
        import assistant.language_model.langchain_client  # noqa: F401

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], patience: Patience,
        heard: Callable[[str], None],
    ) -> Reply:  # fmt: skip
        """Return the reply while patience lasts; `heard` is given its text piece by piece. Raises ModelFailed.

        An endpoint that said once that it takes no tools is not offered any more.
        """
        if tools and not self._takes_tools:
            raise NotSent("no_tools")
        if self._clock() < self._down_until:
            raise ModelFailed("unavailable", "not tried again yet")
        try:
            return self._reply(messages, tools, patience, heard)
        except NotReached:
            self._down_until = self._clock() + DOWN_SECONDS
            raise
        except HttpFailed as failed:
            if not (tools and failed.about_tools):
                raise
            self._takes_tools = False
            raise ModelFailed("no_tools", failed.told) from None

    def _reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], patience: Patience,
        heard: Callable[[str], None],
    ) -> Reply:  # fmt: skip
        from assistant.language_model.connection import Wire

        wire = Wire(self._settings)
        listening = Heard(Thinking(begun=self._thinks_unsaid), Masking(self._settings.key or ""))

        def work() -> Iterator[Delta]:
            return _said(self._settings, messages, tools, wire, patience)

        with Background(work, wire.cut) as speaking:
            _connected(speaking, patience)
            _listen(speaking, listening, patience, heard)
        self._thinks_unsaid = listening.thinking.unsaid
        return listening.reply()


def _connected(speaking: Background[Delta], patience: Patience) -> None:
    """Wait until the host lets us connect: a moment, since one that is down must not delay an answer."""
    try:
        _next(speaking, patience.at_most(CONNECT_SECONDS))
    except Late:
        raise (NotReached() if patience.left else patience.end) from None


def _listen(
    speaking: Background[Delta], listening: Heard, patience: Patience, heard: Callable[[str], None]
) -> None:  # fmt: skip
    """Take in all that the model says, in time."""
    while True:
        try:
            delta = _next(speaking, patience)
        except Late:
            raise patience.end from None
        said = listening.take(delta) if delta else listening.rest()
        if said:
            heard(said)
        if delta is None:
            return


def _next(speaking: Background[Delta], patience: Patience) -> Delta | None:
    """Return what comes next; None at the end. Raises Late and ModelFailed."""
    try:
        return speaking.take(patience)
    except (Late, ModelFailed):
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, the built-in engine answers)
        # A fault of this machine. It is told by its kind alone: its words may hold what was sent, and the key.
        _logger.error("speaking to the language model failed: %s", type(error).__name__)
        raise ModelFailed("unavailable", type(error).__name__) from None


def _said(
    settings: ModelSettings, messages: Sequence[Utterance], tools: Sequence[ToolSpec], wire: "Wire", patience: Patience
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
    from assistant.language_model.langchain_client import deltas

    yield from deltas(settings, messages, tools, wire, patience.left)
