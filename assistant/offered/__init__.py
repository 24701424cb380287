"""The typed tools that are offered to other programs and to language models: ids and enumerated names only."""
