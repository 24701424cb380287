"""The items of the county verdict, and the local targets beside them."""
