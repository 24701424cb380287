"""What is kept: sessions, receipts, confirmed columns."""
