"""Where the bundle starts: the same function as the command ``foreword``."""

import sys

from foreword.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
