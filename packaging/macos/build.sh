#!/usr/bin/env bash
# Builds dist/Foreword.app on macOS 13 or later. Not yet tried on a real machine; the result is neither signed nor
# notarised, so that the system asks before it opens it. Needs python3 3.11 or later.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
python3 dev.py package
exec .venv/bin/python -m PyInstaller --noconfirm --distpath dist --workpath build/pyinstaller packaging/foreword.spec
