"""The seven indicators of 资源配置, one small module each; adding one is a module and a line here."""

from calculators.indicators.r1 import R1
from calculators.indicators.r2 import R2
from calculators.indicators.r3 import R3
from calculators.indicators.r4 import R4
from calculators.indicators.r5 import R5
from calculators.indicators.r6 import R6
from calculators.indicators.r7 import R7
from calculators.indicators.record import Indicator

INDICATORS: tuple[Indicator, ...] = (R1, R2, R3, R4, R5, R6, R7)
BY_ID = {indicator.id: indicator for indicator in INDICATORS}
RESOURCES = tuple(BY_ID)  # their ids

__all__ = ["BY_ID", "INDICATORS", "RESOURCES", "Indicator"]
