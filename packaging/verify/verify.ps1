# Checks a certified copy. The first time, the wheels beside it go into an environment of their own.
# Exit: 0 accepted, 1 rejected, 2 cannot be checked.
$ErrorActionPreference = "Stop"
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$python = Join-Path $here ".venv\Scripts\python.exe"
try {
    if (-not (Test-Path $python)) {
        foreach ($line in Get-Content (Join-Path $here "SHA256SUMS")) {
            $sum, $name = $line -split "  ", 2
            $file = Join-Path $here $name
            if ((Get-FileHash -Algorithm SHA256 $file).Hash -ne $sum) { throw "$name was changed" }
        }
        & py -3.12 -m venv (Join-Path $here ".venv")
        if ($LASTEXITCODE -ne 0) { throw "Python 3.12 is needed (py -3.12)" }
        $wheels = Get-ChildItem (Join-Path $here "wheels") -Filter *.whl | ForEach-Object { $_.FullName }
        & $python -m pip install --quiet --no-index --no-deps --disable-pip-version-check $wheels
        if ($LASTEXITCODE -ne 0) { Remove-Item -Recurse -Force (Join-Path $here ".venv"); throw "pip" }
    }
} catch {
    [Console]::Error.WriteLine($_)
    exit 2
}
$beside = @()
foreach ($name in "roots", "crl") {
    if (($args -notcontains "--$name") -and (Test-Path (Join-Path $here $name))) {
        $beside += "--$name", (Join-Path $here $name)
    }
}
& $python -m luutru.verifier @args @beside
exit $LASTEXITCODE
