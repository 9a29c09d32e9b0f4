# Builds dist\foreword (a folder with foreword.exe) on Windows 10 or later. Not yet tried on a real machine.
# Needs Python 3.11 or later from python.org; run it in PowerShell from anywhere.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
py -3 dev.py package
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
& .venv\Scripts\python.exe -m PyInstaller --noconfirm --distpath dist --workpath build\pyinstaller packaging\foreword.spec
exit $LASTEXITCODE
