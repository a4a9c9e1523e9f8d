"""`python -m memcon`: the same as the command."""

from memcon.cli.main import main

if __name__ == "__main__":
    main()
