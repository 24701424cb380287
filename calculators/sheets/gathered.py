"""What has been read so far, over all sheets of all files of one county."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calculators.county_form.reading import FormReader
from calculators.model import ColumnReading, Issue
from calculators.sheets.rows import Store


@dataclass(slots=True)
class Gathered:
    """Rows, faults, columns, titles and form fields in the order of the files; `confirmed` by the header's shape."""

    store: Store = field(default_factory=Store)
    issues: list[Issue] = field(default_factory=list)
    columns: list[ColumnReading] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    form: FormReader = field(default_factory=FormReader)
    confirmed: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
