"""The faces: command line, REST, chat page. They show and carry; they hold no logic of the field."""
