"""Pure functions from a school table and requirements to figures and verdicts. No clock, chance, network or model."""
