# Sets up Lưu Trữ in its own folder and runs it: .\run.ps1 demo | app | test | check | screenshots
[CmdletBinding(PositionalBinding = $false)]
param(
    [Parameter(Position = 0)] [string] $Wanted = 'help',
    [Parameter(Position = 1, ValueFromRemainingArguments)] [string[]] $Rest = @()
)
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot
$Python = '.venv\Scripts\python.exe'
# Where no bytecode may be kept, each process compiles all it loads anew.
Remove-Item -Path 'Env:PYTHONDONTWRITEBYTECODE' -ErrorAction Ignore

function Invoke-Tool {
    param([string] $Tool, [string[]] $Words)
    & $Tool @Words
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

function Find-Python {
    foreach ($version in '3.13', '3.12', '3.11') {
        & py "-$version" -c 'import venv' 2>$null
        if ($LASTEXITCODE -eq 0) { return "-$version" }
    }
    throw 'luutru: please install Python 3.11, 3.12 or 3.13 with its launcher "py".'
}

function Find-Models {
    if ($env:TESSDATA_PREFIX) { return }
    $folder = Join-Path $env:ProgramFiles 'Tesseract-OCR\tessdata'
    if (Test-Path -LiteralPath $folder) { $env:TESSDATA_PREFIX = $folder; return }
    Write-Warning 'luutru: install the Tesseract models vie, eng and osd and set TESSDATA_PREFIX to their folder.'
}

function Initialize-Environment {
    param([string] $Part)
    $lock = Get-Content -LiteralPath 'requirements.lock' -Encoding utf8
    if ($Part -eq 'run') { $lock = $lock[0..(($lock | Select-String '^# --- ').LineNumber - 2)] }
    $state = (Get-FileHash 'requirements.lock').Hash + (Get-FileHash 'pyproject.toml').Hash + $PSScriptRoot
    $stamp = ".venv\ready-$Part"
    if ((Test-Path $stamp) -and (Get-Content $stamp) -eq $state) { return }
    if (-not (Test-Path $Python)) { Invoke-Tool 'py' @((Find-Python), '-m', 'venv', '.venv') }
    Write-Host 'luutru: installing the locked packages'
    Set-Content -LiteralPath '.venv\locked.txt' -Value $lock -Encoding utf8
    $pip = @('-m', 'pip', 'install', '--quiet', '--disable-pip-version-check')
    Invoke-Tool $Python ($pip + @('--no-deps', '--require-hashes', '-r', '.venv\locked.txt'))
    Invoke-Tool $Python ($pip + @('--no-deps', '--no-build-isolation', '-e', '.'))
    Set-Content -LiteralPath $stamp -Value $state
}

function Start-Luutru {
    param([string] $Part, [string[]] $Words)
    Initialize-Environment $Part
    Find-Models
    Invoke-Tool $Python @('packaging\compile_messages.py')
    Invoke-Tool $Python $Words
}

switch ($Wanted) {
    'demo' { Start-Luutru run (@('-m', 'luutru', 'demo') + $Rest) }
    'app' { Start-Luutru run (@('-m', 'luutru') + $Rest) }
    'screenshots' {
        Start-Luutru run @('-m', 'luutru', 'demo', 'demo-archive', '--quiet')
        New-Item -ItemType Directory -Force -Path 'docs\screenshots' | Out-Null
        Copy-Item -Path 'demo-archive\screenshots\*.png' -Destination 'docs\screenshots'
    }
    'test' { Start-Luutru test (@('-m', 'pytest', '-n', '2', '--dist', 'worksteal') + $Rest) }
    'check' {
        Start-Luutru test @('-m', 'ruff', 'check', '.')
        Invoke-Tool $Python @('-m', 'ruff', 'format', '--check', '.')
        Invoke-Tool $Python @('-m', 'mypy')
        Invoke-Tool '.venv\Scripts\lint-imports.exe' @('--no-cache')
        Start-Luutru test @('-m', 'pytest', '-n', '2', '--dist', 'worksteal')
    }
    default { Write-Host 'luutru: .\run.ps1 demo [DIR] | app [COMMAND] | test [ARGS] | check | screenshots' }
}
