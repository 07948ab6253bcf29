# Cài Lưu Trữ cho người dùng này, không cần mạng. Installs Lưu Trữ for this user, without a network.
param([string] $Target = (Join-Path $env:LOCALAPPDATA 'Programs\LuuTru'))
$ErrorActionPreference = 'Stop'
$here = $PSScriptRoot

function Invoke-Checked {
    param([string] $Program, [string[]] $Words)
    & $Program @Words
    if ($LASTEXITCODE -ne 0) { throw "$Program $($Words -join ' '): $LASTEXITCODE" }
}

# Mọi tệp phải đúng như khi đóng gói. Every file has to be as it was packed.
foreach ($line in Get-Content -LiteralPath (Join-Path $here 'SHA256SUMS') -Encoding utf8) {
    $sum, $name = $line -split '  ', 2
    if ((Get-FileHash -Algorithm SHA256 -LiteralPath (Join-Path $here $name)).Hash -ne $sum) {
        throw "Tệp bị thay đổi / file was changed: $name"
    }
}

& py -3.12 -c 'import venv'
if ($LASTEXITCODE -ne 0) { throw 'Cần Python 3.12 (py -3.12) / Python 3.12 is needed (py -3.12)' }
Invoke-Checked 'py' @('-3.12', '-m', 'venv', '--clear', (Join-Path $Target 'venv'))
$python = Join-Path $Target 'venv\Scripts\python.exe'
$wheels = Get-ChildItem -LiteralPath (Join-Path $here 'wheels') -Filter *.whl | ForEach-Object { $_.FullName }
Invoke-Checked $python (@('-m', 'pip', 'install', '--quiet', '--no-index', '--no-deps',
        '--disable-pip-version-check') + $wheels)
foreach ($one in 'tessdata', 'run.ps1', 'LICENCES.txt', 'README.txt') {
    Copy-Item -Recurse -Force -LiteralPath (Join-Path $here $one) -Destination $Target
}

$shell = New-Object -ComObject WScript.Shell
$link = $shell.CreateShortcut((Join-Path $shell.SpecialFolders('Programs') 'Luu Tru.lnk'))
$link.TargetPath = Join-Path $PSHOME 'powershell.exe'
$link.Arguments = "-NoProfile -WindowStyle Hidden -ExecutionPolicy Bypass -File `"$Target\run.ps1`""
$link.WorkingDirectory = $Target
$link.Description = 'Lưu Trữ'
$link.Save()

& (Join-Path $Target 'run.ps1') doctor
Write-Host "Đã cài vào / installed in: $Target"
