"""What axe has to say of a page and of the frames in it: the rules of WCAG 2.1 A and AA, and good practice."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
RUN = """tags => axe.run(document, {runOnly: tags, resultTypes: ["violations"]}).then(found => found.violations)"""


def violations(page: Page) -> list[str]:
    """Return a line for each element that breaks a rule: which rule, which element, and how to mend it."""
    for frame in page.frames:
        if _is_seen(frame):
            frame.evaluate(AXE_SCRIPT)
    return [_told(rule, node) for rule in page.evaluate(RUN, TAGS) for node in rule["nodes"]]


def _is_seen(frame: Frame) -> bool:
    """Tell whether a frame is shown: what waits unseen has perhaps not been loaded, and would be waited for."""
    return frame.parent_frame is None or (_is_seen(frame.parent_frame) and frame.frame_element().is_visible())


def _told(rule: dict[str, str], node: dict[str, object]) -> str:
    where = " › ".join(str(part) for part in node["target"])  # type: ignore[attr-defined]
    return f"{rule['id']} ({rule['impact']}): {where}\n    {node['html']}\n    {node['failureSummary']}".replace(
        "\n", "\n    "
    )
