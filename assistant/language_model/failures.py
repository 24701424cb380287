"""Failures of an endpoint that mean more to who speaks to it than to who asked."""

from collections.abc import Mapping

from assistant.language_model.messages import Failure, ModelFailed

_CODES: Mapping[int, Failure] = {401: "unauthorized", 403: "unauthorized", 429: "rate_limited"}


class NotReached(ModelFailed):
    """The host did not let us connect in time."""

    def __init__(self) -> None:
        super().__init__("unavailable", "connecting")


class HttpFailed(ModelFailed):
    """The endpoint answered with an error of HTTP; `about_tools`: with one that speaks of tools."""

    def __init__(self, status: int, *, about_tools: bool = False) -> None:
        super().__init__(_CODES.get(status, "unavailable"), f"HTTP {status}")
        self.about_tools = about_tools
