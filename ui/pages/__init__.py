"""The pages of documents, conversations and shared answers: served whole, readable without a script."""
