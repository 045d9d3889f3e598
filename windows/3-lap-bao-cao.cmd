@echo off
chcp 65001 >nul
setlocal
set "XHHT_LANG=vi"
set "PYTHONUTF8=1"
cd /d "%~dp0.."
set "XHHT=%CD%\.venv\Scripts\xhht.exe"
if not exist "%XHHT%" set "XHHT=xhht"
echo Lập báo cáo (dự thảo). Không ghi tên xã thì lập cho mọi xã.
set "XA="
set /p "XA=Tên thư mục của xã: "
"%XHHT%" run %XA%
if exist "outputs\index.html" start "" "outputs\index.html"
echo.
pause
