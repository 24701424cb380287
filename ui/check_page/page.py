"""The check as a page: the verdict on top, the items that open, the charts, what the data lack, and the downloads."""

from collections.abc import Iterator, Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from assistant.check import CheckReport
from assistant.errors import NothingChecked
from assistant.opened.found import RULE, places
from assistant.overview import BESIDE, OF_THE_31, STATUSES, count_of_31, failing_items, group_counts
from assistant.service import Assistant
from calculators.model import Status
from corpus.records import FIRST_YEAR, LAST_YEAR
from ui.charts.drawing import charts_of
from ui.check_page import data
from ui.check_page.addresses import CHECK, Way
from ui.check_page.asked import Asked, CheckAsked, Sheets
from ui.check_page.downloads import download_routes
from ui.check_page.figure import figure_route
from ui.check_page.items import item_groups, link_of
from ui.check_page.samples import SAMPLES
from ui.check_page.tables import TABLES
from ui.check_page.uploading import MOST_FILES, MOST_MEGABYTES, upload_routes
from ui.server.plain import page
from ui.server.turns import WAIT_SECONDS_OF_PAGE, turn
from ui.words import check_labels, labels, sheet_labels
from ui.words.chart_labels import rule_said
from ui.words.item_names import item_name
from ui.words.sheets_read import files_read

FAILING_SHOWN = 40


def check_routes(assistant: Assistant) -> APIRouter:
    """Return the routes of the check's pages."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get(CHECK)
    def check(asked: Asked, status: Status | None = None) -> Response:
        with turn((), WAIT_SECONDS_OF_PAGE):
            return _check(asked, assistant, status)

    figure_route(router, assistant)
    upload_routes(router, assistant)
    download_routes(router, assistant)
    return router


def _check(asked: CheckAsked, assistant: Assistant, status: Status | None) -> Response:
    way = asked.way(assistant)
    try:
        sheets = asked.sheets(assistant)
    except NothingChecked:
        return page(asked.request, "check_empty.html", asked.given_language, **_common(way))
    return page(
        asked.request, "check.html", asked.given_language, status=status, places=_places(sheets.report, assistant),
        **_common(way), **_verdict(sheets, way), **_sections(sheets, asked, way),
    )  # fmt: skip


def _common(way: Way) -> Mapping[str, object]:
    """What every page of the check shows: its words, its addresses, and how to upload."""
    return {
        "here": "check", "p": check_labels, "w": sheet_labels, "way": way, "samples": SAMPLES,
        "most": {"files": MOST_FILES, "size": MOST_MEGABYTES},
    }  # fmt: skip


def _verdict(sheets: Sheets, way: Way) -> Mapping[str, object]:
    report = sheets.report
    groups, beside = group_counts(report.check, OF_THE_31), group_counts(report.check, BESIDE)
    return {
        "report": report,
        "sheets": sheets,
        "statuses": STATUSES,
        "year_span": (FIRST_YEAR, LAST_YEAR),
        "groups": groups,
        "beside": beside,
        "group_totals": {one.groups[0]: one.total for one in (*groups, *beside)},
        "of_31": count_of_31(report.check),
        "rule": rule_said(report.check.floor, way.language),
        "schools_miss": group_counts(report.check, ("R",))[0].counts["not_met"],
        "failing": list(_failing(report, way)),
        "decisive": [(item_name(one, way.language), link_of(one, way)) for one in failing_items(report.check)],
        "all_failing": len(report.check.failing_units),
        "documents": tuple(dict.fromkeys(one.document for one in report.citations)),
    }


def _failing(report: CheckReport, way: Way) -> Iterator[tuple[str, str]]:
    """The first units that fail the rule of the seven, each with the address of how."""
    at = {stage: places(report.check, RULE, stage) for stage in report.check.units}
    for school, stage in report.check.failing_units[:FAILING_SHOWN]:
        name = school + labels.beside(labels.stage(stage, way.language), way.language)
        yield name, way.figure(RULE, stage, at[stage][school])


def _sections(sheets: Sheets, asked: CheckAsked, way: Way) -> Mapping[str, object]:
    report, language = sheets.report, way.language
    return {
        "item_groups": item_groups(report, way),
        "charts": charts_of(report, way, asked.request.query_params.multi_items()),
        "missing": data.missing_data(report, language),
        "evidence": [(item_name(one, language), one) for one in data.needing_evidence(report)],
        "faults": data.faults(report, len(sheets.uploads)),
        "columns": data.columns(report, language),
        "readings": data.readings(report, way),
        "years": data.years(report),
        "items_then": data.items_then(report, language),
        "small": data.small(report, way),
        "read": files_read(report),
        "most_listed": data.ISSUES_SHOWN,
        "tables": TABLES,
    }


def _places(report: CheckReport, assistant: Assistant) -> list[str]:
    """The places that may be chosen where the sheets name none."""
    return [] if report.table.place else sorted(assistant.tools.covered)
