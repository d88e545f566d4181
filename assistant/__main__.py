"""`python -m assistant` is `yibao`."""

from assistant.cli import main

if __name__ == "__main__":
    main()
