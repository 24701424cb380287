"""Which engine phrased an answer, in words, and why a model's words did not become it: every code once."""

from collections.abc import Mapping

from assistant.language_model.messages import Chat
from assistant.model import BUILTIN, Answer
from corpus.bilingual import Bilingual, Language

WORKING = Bilingual("正在等模型表述，最多 {seconds} 秒…", "Waiting for the model's wording, {seconds} s at most …")
ANSWERING = Bilingual("正在回答…", "Answering …")
DO_NOT_WAIT = Bilingual("不等模型", "Do not wait")
BY_BUILTIN = Bilingual("表述：内置引擎", "Worded by: built-in engine")
BY_MODEL = Bilingual("表述：模型 {name}（逐句核对）", "Worded by: model {name} (each sentence checked)")
NOT_USED = Bilingual("模型未采用：{why}", "model not used: {why}")
REST_BUILTIN = Bilingual("其余用内置引擎：{why}", "the rest by the built-in engine: {why}")
NOT_PASSED = Bilingual("有表述未通过核对（{why}）", "some of its wording did not pass the check ({why})")
FAILURES: Mapping[str, Bilingual] = {
    "unavailable": Bilingual("连接不上", "it cannot be reached"),
    "timeout": Bilingual("超时", "it took too long"),
    "rate_limited": Bilingual("请求过多，被限流", "it limits the rate of requests"),
    "unauthorized": Bilingual("密钥不被接受", "it does not accept the key"),
    "refused": Bilingual("模型拒绝作答", "it refused to answer"),
    "truncated": Bilingual("回复中断", "its reply broke off"),
    "malformed": Bilingual("回复的格式有误", "its reply was malformed"),
    "too_long": Bilingual("回复过长", "its reply was too long"),
    "loop": Bilingual("反复调用工具", "it called tools over and over"),
    "empty": Bilingual("没有回复", "it replied nothing"),
    "stopped": Bilingual("没有再等它", "it was not waited for"),
    "offered": Bilingual("它对问题的理解列为可选的问题", "what it takes the question to mean is offered to be asked"),
    "internal": Bilingual("程序出错，已记入日志", "something broke here, and is in the log"),
    "no_tools": Bilingual("它不接受工具", "it takes no tools"),
    "not_answered": Bilingual("它的检索方案也得不到答案", "what it planned leads to no answer either"),
}
FIGURE = Bilingual("数字", "a figure")
VERDICT = Bilingual("判断用语", "a verdict")
SUBJECT = Bilingual("学校、地区、学段、年份或指标", "a school, place, stage, year or item")
SOURCE = Bilingual("引文与出处", "a quotation or its source")
WORDS = Bilingual("用语", "its words")
DEPARTED = Bilingual("与核对过的答复不一致", "it differs from the verified answer")
SLOT = Bilingual("数据位置", "a place for data")
PROBLEMS: Mapping[str, Bilingual] = {
    **dict.fromkeys(
        (
            "quantity_outside_slot", "quantity_in_name", "figure_misread", "figure_bent", "figure_repeated",
            "figure_not_in_quote",
        ),
        FIGURE,
    ),
    **dict.fromkeys(("verdict_outside_slot", "verdict_in_name", "verdict_turned"), VERDICT),
    **dict.fromkeys(
        (
            "unproven_school", "school_outside_slot", "different_school", "different_place", "different_stage",
            "different_year", "different_indicator",
        ),
        SUBJECT,
    ),
    **dict.fromkeys(
        (
            "quote_not_in_clause", "clause_of_another_place", "clause_after_its_year", "clause_of_a_place_not_asked",
            "requirement_not_in_force", "dangling_citation",
        ),
        SOURCE,
    ),
    **dict.fromkeys(
        ("word_outside_list", "foreign_letters", "hidden_character", "unsupported_sentence", "other_language"), WORDS
    ),
    **dict.fromkeys(("unfaithful", "said_before", "out_of_order"), DEPARTED),
    **dict.fromkeys(("unknown_slot", "malformed_slot"), SLOT),
}  # fmt: skip


def working(chat: Chat | None, language: Language) -> str:
    """Return what is told while an answer is being made: how long a model, if there is one, is waited for."""
    return (WORKING if chat else ANSWERING).say(language).format(seconds=f"{chat.seconds:.0f}" if chat else "")


def engine_line(answer: Answer, language: Language | None = None) -> str:
    """Return which engine phrased an answer, and why a model did not phrase all of it where one was tried."""
    language = language or answer.language
    said = _engine(answer.engine).say(language)
    why = _why(answer)
    return f"{said}{'；' if language == 'zh' else '; '}{why.say(language)}" if why else said


def _engine(engine: str) -> Bilingual:
    if engine == BUILTIN:
        return BY_BUILTIN
    return _filled(BY_MODEL, name=engine.removeprefix("model:"))


def _why(answer: Answer) -> Bilingual | None:
    """Return what kept a model's words back, if anything did. A draft of the built-in engine's own may be one."""
    code = answer.verification.fallback
    if code is None:
        return None
    if code not in FAILURES:
        why = _filled(NOT_PASSED, why=PROBLEMS[code])
        return why if answer.engine == BUILTIN else _filled(REST_BUILTIN, why=why)
    return _filled(NOT_USED if answer.engine == BUILTIN else REST_BUILTIN, why=FAILURES[code])


def _filled(words: Bilingual, **given: Bilingual | str) -> Bilingual:
    def of(language: Language) -> str:
        return words.say(language).format(
            **{name: one if isinstance(one, str) else one.say(language) for name, one in given.items()}
        )

    return Bilingual(of("zh"), of("en"))
