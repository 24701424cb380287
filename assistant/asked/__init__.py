"""What a question says: language, places, stage, indicators, schools, numbers, and what is wanted."""
