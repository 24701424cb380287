"""The command line `junheng`: the group, and what happens when something goes wrong.

Errors are one sentence on standard error with what to do; exit codes: 0 ok, 1 findings, 2 wrong
use or unreadable input.
"""

import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from assistant.settings import environment_language
from corpus.bilingual import Bilingual, Language
from corpus.errors import JunhengError
from ui.command import columns, commands, feedback, replay, shelving, template, upkeep
from ui.command.faults import is_debugging, logged_fault
from ui.errors import WrongUse
from ui.mcp.command import mcp_command

WRONG_USE = 2
INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Junheng (均衡): 县域义务教育优质均衡 questions answered with the clause and the figure that prove them."""


for _command in (
    commands.ask,
    commands.check,
    commands.search,
    replay.replay_command,
    feedback.feedback_command,
    template.template,
    shelving.corpus,
    columns.columns,
    upkeep.evaluate,
    upkeep.doctor,
    upkeep.serve,
    mcp_command,
):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line and leave the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(given))


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit code; what a user can bring about never ends in a traceback."""
    language = asked_language(arguments)
    try:
        code = cli.main(arguments, prog_name="junheng", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        sys.stderr.write(error.format_message() + "\n")
        return WRONG_USE
    except click.ClickException as error:
        return _complain(_wrong_use(error), language)
    except JunhengError as error:
        return _complain(error, language)
    except (click.Abort, KeyboardInterrupt):
        _complain(WrongUse(Bilingual("已中断。", "Interrupted.")), language)
        return INTERRUPTED
    except Exception as error:
        if is_debugging():
            raise
        return _complain(logged_fault(error), language)
    return code if isinstance(code, int) else 0


def asked_language(arguments: Sequence[str]) -> Language:
    """Return the language that a command line asks for, also where the rest of it cannot be understood."""
    words = " ".join(arguments).replace("--lang=", "--lang ").split()
    asked = words[words.index("--lang") + 1 :][:1] if "--lang" in words else []
    return "zh" if asked == ["zh"] else "en" if asked == ["en"] else environment_language()


def _complain(error: JunhengError, language: Language) -> int:
    between = " " if language == "en" else ""
    sentence = f"{error.message.say(language)}{between}{error.hint.say(language)}"
    sys.stderr.write(" ".join(sentence.split()) + "\n")
    return WRONG_USE


def _wrong_use(error: click.ClickException) -> WrongUse:
    """Put an error of click's into one sentence of both languages."""
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "junheng"
    hint = Bilingual(f"用法见 {command} --help。", f"See {command} --help.")
    return WrongUse(Bilingual(_chinese(error), error.format_message().rstrip(".") + "."), hint)


def _chinese(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}。"
        case click.NoSuchCommand():
            return f"没有命令 {error.command_name}。"
        case click.MissingParameter():
            return f"缺少参数 {error.param.human_readable_name if error.param else ''}。"
        case click.BadParameter():
            return f"参数 {error.param.human_readable_name if error.param else ''} 的值不对。"
        case _:
            return f"命令行有误：{error.format_message().rstrip('.')}。"
