@echo off
rem Runs the bundle that this script lies in, as bin/weir does on other systems: Java on the module path, with a heap that
rem follows from --memory (memory / 2 + 96 MB). Of pipeline files it does not read the memory: give those --memory too.
rem WEIR_JAVA_OPTS adds options for Java.
setlocal EnableExtensions DisableDelayedExpansion
for %%R in ("%~dp0..") do set "root=%%~fR"

rem JAVA_HOME may be written with quotes; no block in brackets here, for what it expands to might hold one.
set "java="
set "home="
if defined JAVA_HOME set "home=%JAVA_HOME:"=%"
if exist "%root%\runtime\bin\java.exe" set "java=%root%\runtime\bin\java.exe"
if defined home call :fits
for %%J in (java.exe) do if not "%%~$PATH:J"=="" (set "home=%%~dp$PATH:J.." & call :fits)
if not defined java (
  echo weir: Java 25 or newer is needed and none was found; install a JDK 25 and put it on PATH or set JAVA_HOME to it. 1>&2
  exit /b 2
)

rem What follows the first --memory, in its digits and its unit. The words themselves are left as they were typed.
set words=%*
set megabytes=512
setlocal EnableDelayedExpansion
set "memory="
if defined words (
  set "rest=!words:*--memory=!"
  if not "!rest!"=="!words!" for /f "tokens=1 delims== " %%M in ("!rest!") do set "memory=%%~M"
)
if defined memory (
  set "digits="
  set "unit=b"
  for /f "delims=bBkKmMgGtTiI" %%D in ("!memory!") do set "digits=%%D"
  for /f "delims=0123456789" %%U in ("!memory!") do set "unit=%%U"
  rem Numbers that begin with 0 would be octal; beyond 32 bits there is no arithmetic: then millions count for megabytes.
  if defined digits for /f "tokens=* delims=0" %%D in ("!digits!") do set "digits=%%D"
  if defined digits for %%U in (!unit!) do (
    for %%K in (b) do if /i "%%U"=="%%K" (
      if "!digits:~9,1!"=="" (set /a "megabytes=digits / 1048576" 2>nul) else (set /a "megabytes=!digits:~0,-6!" 2>nul)
    )
    for %%K in (k kb kib) do if /i "%%U"=="%%K" set /a "megabytes=digits / 1024" 2>nul
    for %%K in (m mb mib) do if /i "%%U"=="%%K" set /a "megabytes=digits" 2>nul
    for %%K in (g gb gib) do if /i "%%U"=="%%K" set /a "megabytes=digits * 1024" 2>nul
    for %%K in (t tb tib) do if /i "%%U"=="%%K" set /a "megabytes=digits * 1048576" 2>nul
  )
  if !megabytes! lss 0 set megabytes=512
  if !megabytes! gtr 1048576 set megabytes=512
)
set /a "heap=megabytes / 2 + 96"
endlocal & set "heap=%heap%"
set "collector=-XX:+UseSerialGC"
if %heap% geq 512 set "collector=-XX:+UseG1GC -XX:G1HeapRegionSize=8m"

"%java%" -Xmx%heap%m %collector% -XX:-UsePerfData -Xlog:disable -Xlog:all=warning:stderr ^
 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djava.awt.headless=true -Dslf4j.internal.verbosity=ERROR "-Dweir.home=%root%" "-Dweir.index=%root%\lib\weir.index" ^
 --enable-native-access=duckdb.jdbc,org.xerial.sqlitejdbc,dev.weir.source.duckdb --sun-misc-unsafe-memory-access=allow ^
 %WEIR_JAVA_OPTS% -p "%root%\lib" -m dev.weir.app.cli/dev.weir.app.cli.Main %*
exit /b %errorlevel%

:fits
rem Takes the Java of `home` if none was taken before and its release file says 25 or more.
if defined java exit /b
if not exist "%home%\bin\java.exe" exit /b
if not exist "%home%\release" exit /b
set version=0
for /f "usebackq tokens=1,2 delims==" %%A in ("%home%\release") do if "%%A"=="JAVA_VERSION" set "version=%%~B"
for /f "delims=.-+ " %%M in ("%version%") do set version=%%M
if %version% geq 25 set "java=%home%\bin\java.exe"
exit /b
