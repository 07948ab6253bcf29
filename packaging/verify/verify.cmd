@echo off
rem Checks a certified copy without any network: verify.cmd FILE [--roots DIR] [--master FILE]
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0verify.ps1" %*
exit /b %ERRORLEVEL%
