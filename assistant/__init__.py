"""From a question to a verified answer: understanding, tools, ledger, drafting, verification, rendering."""
