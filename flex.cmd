@echo off
rem Finds the .NET SDK, builds the command-line tool when its sources are newer than it, and hands over.
setlocal
set "root=%~dp0"
set "project=%root%tools\DeploymentFlex.Cli"
set "tool=%root%.flex\cli"
set "FLEX_REPOSITORY=%root:~0,-1%"
set "DOTNET_NOLOGO=1"
set "DOTNET_CLI_TELEMETRY_OPTOUT=1"

call :try dotnet.exe || call :try "%DOTNET_ROOT%\dotnet.exe" || call :try "%USERPROFILE%\.dotnet\dotnet.exe" || goto :nosdk

powershell -NoProfile -Command "$stamp = Get-Item (Join-Path $env:tool 'stamp') -ErrorAction Ignore; if (-not $stamp) { exit 1 }; $sources = @(Get-ChildItem $env:project -Recurse -File | Where-Object FullName -NotMatch '\\(bin|obj)\\') + @(Get-Item (Join-Path $env:root 'Directory.*'), (Join-Path $env:root 'global.json')); exit [int][bool]($sources | Where-Object LastWriteTimeUtc -gt $stamp.LastWriteTimeUtc)"
if errorlevel 1 call :build || exit /b 1

"%dotnet%" "%tool%\flex.dll" %*
exit /b %errorlevel%

rem dotnet itself says whether it has an SDK that global.json accepts.
:try
pushd "%root%"
"%~1" --version >nul 2>&1
set "result=%errorlevel%"
popd
if "%result%"=="0" set "dotnet=%~1"
exit /b %result%

rem The stamp is as old as the sources that were built, so that an edit during the build is built next time.
rem The feed is not known yet: a package that a partial source resolves to another version is no reason to stop here.
:build
echo Building flex itself ... 1>&2
if not exist "%tool%" mkdir "%tool%"
type nul > "%tool%\stamp.new"
"%dotnet%" build "%project%" -c Release -o "%tool%" -v q -nologo -clp:NoSummary -p:TreatWarningsAsErrors=false 1>&2 || exit /b 1
move /y "%tool%\stamp.new" "%tool%\stamp" >nul
exit /b 0

:nosdk
echo flex needs the .NET SDK that global.json asks for, on the PATH, in DOTNET_ROOT or in %%USERPROFILE%%\.dotnet. 1>&2
echo Get it from https://dotnet.microsoft.com/download 1>&2
exit /b 1
