@echo off
rem Installs the program for this user, without any network: install.cmd
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1" %*
exit /b %ERRORLEVEL%
