"""The errors of the faces: what a user, an operator or a client got wrong before the assistant was reached.

JunhengError
└── UiError
    ├── UnreadableFile        a path that is not a readable file
    ├── NotWritten            a file that cannot be written, or is there already
    ├── UnwritableFile        a path that cannot be written
    ├── UnreadableBatch       a batch that is not a text file in UTF-8
    ├── WrongUse              a command, option or value that the command line does not know
    ├── SystemFault           a fault of the program's own, which no user can mend
    ├── CommandFault          a fault of the program's own in a command, with the log that tells more
    ├── OutputClosed          the reader of the output has gone away
    ├── PortTaken             another program listens on the port
    ├── TokenMissing          a host that others can reach, without a token
    ├── NothingChosen         a confirmation of columns in which nothing was chosen
    ├── UnknownResource       no document, clause or list at an address
    ├── PendingGone           an uploaded document that waited too long for its confirmation
    └── Refused               a request that the guard turns away
"""

from corpus.bilingual import Bilingual
from corpus.errors import JunhengError


class UiError(JunhengError):
    """Something that never reached the assistant."""

    code = "ui"


class UnreadableFile(UiError):
    """A path that is not a readable file."""

    code = "unreadable_file"


class NotWritten(UiError):
    """A file that cannot be written, or that is there already."""

    code = "not_written"


class UnwritableFile(UiError):
    """A path that cannot be written."""

    code = "unwritable_file"


class UnreadableBatch(UiError):
    """A batch that is not a text file in UTF-8."""

    code = "unreadable_batch"


class WrongUse(UiError):
    """A command, option or value that the command line does not know."""

    code = "wrong_use"


class SystemFault(UiError):
    """A fault of the program's own, which no user can mend."""

    code = "internal"

    def __init__(self) -> None:
        super().__init__(
            Bilingual("系统内部出错，", "the system itself failed;"),
            Bilingual("请重试或联系管理员。", "try again, or tell the operator."),
        )


class CommandFault(UiError):
    """A fault of the program's own in a command. `log` is the file that tells more, or None where none was written."""

    code = "internal"

    def __init__(self, what: str, log: str | None) -> None:
        more = Bilingual(f"详情见 {log}。", f"details are in {log}.")
        again = Bilingual("设 JUNHENG_DEBUG=1 重试可见详情。", "set JUNHENG_DEBUG=1 to see the details.")
        super().__init__(
            Bilingual(
                f"命令没有完成：程序内部出错（{what}），不是您的操作有误；",
                f"The command was not completed: the program itself failed ({what}), which is no fault of yours;",
            ),
            more if log else again,
        )


class OutputClosed(UiError):
    """The reader of the output has gone away."""

    code = "output_closed"

    def __init__(self) -> None:
        super().__init__(Bilingual("输出的接收方已关闭。", "The reader of the output has gone away."))


class PortTaken(UiError):
    """Another program listens on the port."""

    code = "port_taken"

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            Bilingual(
                f"无法监听 {host}:{port}：端口已被占用或不可用。",
                f"Cannot listen on {host}:{port}: it is taken or not allowed.",
            ),
            Bilingual("请用 --port 换一个端口。", "Choose another with --port."),
        )


class TokenMissing(UiError):
    """A host that others can reach, without a token."""

    code = "token_missing"

    def __init__(self, host: str) -> None:
        super().__init__(
            Bilingual(
                f"{host} 是其他机器可以访问的地址，未设置 JUNHENG_TOKEN 时不予启动。",
                f"{host} can be reached from other machines, so it is not served without JUNHENG_TOKEN.",
            ),
            Bilingual(
                "请先设置环境变量 JUNHENG_TOKEN，或改用 127.0.0.1。",
                "Set the environment variable JUNHENG_TOKEN, or use 127.0.0.1.",
            ),
        )


class NothingChosen(UiError):
    """A confirmation of columns in which nothing was chosen."""

    code = "nothing_chosen"


class UnknownResource(UiError):
    """No document, clause or list at an address."""

    code = "unknown_resource"

    def __init__(self, address: str) -> None:
        super().__init__(
            Bilingual(f"地址 {address} 没有内容。", f"There is nothing at {address}."),
            Bilingual("全部地址见资源列表。", "The list of resources has all addresses."),
        )


class PendingGone(UiError):
    """An uploaded document that waited too long for its confirmation, or was dealt with already."""

    code = "pending_gone"

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "这份待确认的文件已处理或已过期。", "This upload has been dealt with already, or has waited too long."
            ),
            Bilingual("请重新上传。", "Upload the file again."),
        )


class Refused(UiError):
    """A request that the guard or a route turns away, with its HTTP status and its stable code."""

    def __init__(self, status: int, code: str, message: Bilingual, hint: Bilingual) -> None:
        super().__init__(message, hint)
        self.status = status
        self.code = code
