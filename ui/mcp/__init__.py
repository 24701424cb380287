"""The Model Context Protocol: the tools and documents as other assistants find and call them."""
