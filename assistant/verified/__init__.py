"""From a draft to an answer that can be proved: ledger, slots, verification, rendering."""
