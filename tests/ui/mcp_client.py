"""A real MCP client for tests: what is asked of a server, from plain test functions."""

import functools
from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

Result = TypeVar("Result")


def with_client(
    server: Server | StdioServerParameters | str, work: Callable[[Client], Awaitable[Result]], mode: str = "auto"
) -> Result:
    """Connect to a server (an object, a command or an address), do the work, and return what it returns."""

    async def connected() -> Result:
        async with Client(server, mode=mode) as client:
            return await work(client)

    return anyio.run(connected)


def called(server: Server | StdioServerParameters | str, name: str, arguments: dict | None = None):
    """Return the result of one call."""
    return with_client(server, lambda client: client.call_tool(name, arguments or {}))


def read(server: Server | StdioServerParameters | str, *addresses: str) -> list[str]:
    """Return the text of each resource."""

    async def all_of(client: Client) -> list[str]:
        return [(await client.read_resource(one)).contents[0].text for one in addresses]

    return with_client(server, all_of)


def refused(server: Server | StdioServerParameters | str, address: str) -> MCPError | None:
    """Return the error that reading a resource ends in."""

    async def error_of(client: Client) -> MCPError | None:
        try:
            await client.read_resource(address)
        except MCPError as error:
            return error
        return None

    return with_client(server, error_of)


async def at_once(calls: list[Callable[[], Awaitable[Result]]]) -> list[Result]:
    """Do all of it at the same time; return what each returned, in order."""
    found: dict[int, Result] = {}

    async def one(number: int, call: Callable[[], Awaitable[Result]]) -> None:
        found[number] = await call()

    async with anyio.create_task_group() as group:
        for number, call in enumerate(calls):
            group.start_soon(functools.partial(one, number, call))
    return [found[number] for number in range(len(calls))]
