# Mở cửa sổ, hoặc chạy một lệnh: run.ps1 [LỆNH]. Opens the window, or runs a command: run.ps1 [COMMAND]
$ErrorActionPreference = 'Stop'
$env:TESSDATA_PREFIX = Join-Path $PSScriptRoot 'tessdata'
$env:PYTHONUTF8 = '1'
& (Join-Path $PSScriptRoot 'venv\Scripts\python.exe') -P -m luutru @args
exit $LASTEXITCODE
