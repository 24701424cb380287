"""What can be wrong in the data themselves: each check says which cell, what was expected and what it leaves open."""
