"""The readings (口径) that a check uses where a rule can be read in two ways; the defaults are those of the field."""

from dataclasses import dataclass

from calculators.rooms import KindReading, SurplusReading


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings to use; the defaults are those of the field."""

    kinds: KindReading = "each"
    surplus: SurplusReading = "enough"
    include_private: bool = True
