"""The faces: command line, REST, MCP, chat, and the pages of the check, the evidence and the documents.

They show and carry; they hold no logic of the field.
"""
