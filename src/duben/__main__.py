"""`python -m duben` is `duben`."""

from duben.cli import main

if __name__ == "__main__":
    main()
