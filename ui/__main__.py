"""`python -m ui`: the command line where the `junheng` script is not on the path."""

from ui.main import main

if __name__ == "__main__":
    main()
